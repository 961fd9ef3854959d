import { Button, Popover, Switch, TagsInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Reading } from '../../contract/reading.ts';
import type { ChosenItem } from '../store/start-slice.ts';
import styles from './reading-bar.module.css';
import { changeReading } from './sheet-reading.ts';

interface CellChoicesProps {
  readonly item: ChosenItem;
  readonly sheet: string;
  readonly reading: Reading;
}

const mostWords = 50;
const longestWord = 64;

/** What the person says of the cells: words for missing, merged cells, rows of totals. */
export function CellChoices({ item, sheet, reading }: CellChoicesProps) {
  const { t } = useTranslation('start');
  const { fillsMerged, missingWords, skipsTotals } = reading;
  const change = (part: Partial<Reading>) => changeReading(item.key, sheet, part);
  const isChanged = missingWords.length > 0 || fillsMerged || skipsTotals;
  return (
    <Popover position="bottom-start" shadow="md" width={340} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          className={styles.cellsButton}
          data-changed={isChanged || undefined}
          leftSection={<IconAdjustmentsHorizontal size={15} stroke={1.7} />}
          data-testid="cell-choices"
        >
          {t('cells.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.cells} aria-label={t('cells.title')}>
        <TagsInput
          label={t('cells.missing')}
          description={t('cells.missingText')}
          placeholder={missingWords.length === 0 ? t('cells.missingPlaceholder') : ''}
          value={[...missingWords]}
          onChange={(words) => change({ missingWords: words.map((word) => word.trim().slice(0, longestWord)) })}
          maxTags={mostWords}
          data-testid="missing-words"
        />
        {item.inspection?.format === 'xlsx' && (
          <Switch
            label={t('cells.fillsMerged')}
            description={t('cells.fillsMergedText')}
            checked={fillsMerged}
            onChange={(event) => change({ fillsMerged: event.currentTarget.checked })}
            data-testid="fill-merged"
          />
        )}
        <Switch
          label={t('cells.skipsTotals')}
          description={t('cells.skipsTotalsText')}
          checked={skipsTotals}
          onChange={(event) => change({ skipsTotals: event.currentTarget.checked })}
          data-testid="skip-totals"
        />
      </Popover.Dropdown>
    </Popover>
  );
}
