import {
  IconAbc,
  IconArrowsShuffle,
  IconCalendar,
  IconCircleDashed,
  IconHash,
  IconToggleLeft,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ColumnType } from '../../contract/files.ts';
import styles from './column-type.module.css';

const signs = {
  number: IconHash,
  text: IconAbc,
  boolean: IconToggleLeft,
  date: IconCalendar,
  mixed: IconArrowsShuffle,
  empty: IconCircleDashed,
} as const satisfies Record<ColumnType, unknown>;

/** The sign of a column's type, its word in the tooltip; with `isLabelled` the word stands beside it. */
export function ColumnTypeSign({ type, isLabelled = false }: { type: ColumnType; isLabelled?: boolean }) {
  const { t } = useTranslation('start');
  const Sign = signs[type];
  const word = t(`type.${type}`);
  return (
    <span className={styles.sign} data-type={type} title={word}>
      <Sign size={14} stroke={1.8} aria-hidden />
      {isLabelled ? word : <span className="visually-hidden">{word}</span>}
    </span>
  );
}
