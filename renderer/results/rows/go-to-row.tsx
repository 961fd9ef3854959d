import { ActionIcon, Button, NumberInput, Tooltip } from '@mantine/core';
import { IconArrowBarToDown, IconArrowBarToUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../locale/formats.ts';
import type { VisibleRows } from './row-scroll.ts';
import styles from './rows.module.css';

interface GoToRowProps {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly seen: VisibleRows;
  /** Given a row counted from 0. */
  readonly onGoTo: (row: number) => void;
}

/** Where in the table the window is, and how to get elsewhere. */
export function GoToRow({ rowCount, columnCount, seen, onGoTo }: GoToRowProps) {
  const { t } = useTranslation('results');
  const { integer } = useFormats();
  const [wish, setWish] = useState<number | string>('');
  const range = {
    first: integer(Math.min(seen.firstRow + 1, rowCount)),
    last: integer(seen.endRow),
    total: integer(rowCount),
  };
  const go = () => {
    if (typeof wish === 'number') onGoTo(Math.min(Math.max(Math.round(wish), 1), rowCount) - 1);
  };
  return (
    <div className={styles.bar}>
      <span className={styles.range} aria-live="polite" data-testid="rows-range">
        {t('rows.range', range)}
        <span className={styles.columnCount}>{t('rows.columns', { columns: integer(columnCount) })}</span>
      </span>
      <form
        className={styles.goTo}
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <NumberInput
          className={styles.goToInput}
          value={wish}
          onChange={setWish}
          min={1}
          max={rowCount}
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator=","
          hideControls
          placeholder={t('rows.goTo')}
          aria-label={t('rows.goTo')}
          data-testid="go-to-row"
        />
        <Button type="submit" variant="default" disabled={typeof wish !== 'number'}>
          {t('rows.go')}
        </Button>
        <Tooltip label={t('rows.first')}>
          <ActionIcon size="lg" aria-label={t('rows.first')} onClick={() => onGoTo(0)}>
            <IconArrowBarToUp size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('rows.last')}>
          <ActionIcon size="lg" aria-label={t('rows.last')} onClick={() => onGoTo(rowCount - 1)}>
            <IconArrowBarToDown size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </form>
    </div>
  );
}
