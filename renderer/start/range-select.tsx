import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SheetPreview } from '../../contract/files.ts';
import type { ChosenItem } from '../store/start-slice.ts';
import styles from './reading-bar.module.css';
import { rangesOf } from './sheet-ranges.ts';
import { changeReading } from './sheet-reading.ts';

/** A range to the last row there can be goes on for as long as there are rows. */
const withOpenEnd = (ref: string): string => ref.replace(/1048576$/, '…');

interface RangeSelectProps {
  readonly item: ChosenItem;
  readonly sheet: string;
  readonly preview: SheetPreview | null;
}

/** Which table of a sheet is meant, where it holds several: the whole sheet, a named range, or a table that stands apart. */
export function RangeSelect({ item, sheet, preview }: RangeSelectProps) {
  const { t } = useTranslation('import');
  const chosen = item.readings[sheet]?.range ?? null;
  const ranges = rangesOf(item, sheet, preview, chosen);
  if (ranges.length === 0) return null;
  return (
    <NativeSelect
      size="xs"
      className={styles.choice}
      label={t('range.label')}
      value={chosen ?? ''}
      data={[
        { value: '', label: t('range.whole') },
        ...ranges.map(({ name, ref }) => ({
          value: ref,
          label: t(name === null ? 'range.found' : 'range.named', { name, ref: withOpenEnd(ref) }),
        })),
      ]}
      data-changed={chosen !== null || undefined}
      data-testid="reading-range"
      onChange={(event) => changeReading(item.key, sheet, { range: event.currentTarget.value || null })}
    />
  );
}
