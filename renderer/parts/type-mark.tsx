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
import styles from './type-mark.module.css';

const signs = {
  number: IconHash,
  text: IconAbc,
  boolean: IconToggleLeft,
  date: IconCalendar,
  mixed: IconArrowsShuffle,
  empty: IconCircleDashed,
} as const satisfies Record<ColumnType, unknown>;

interface TypeMarkProps {
  readonly type: ColumnType;
  /** With the type's name beside the sign. */
  readonly isNamed?: boolean;
}

/** A column's type, by sign and colour; the name is beside it or its tooltip. */
export function TypeMark({ type, isNamed = false }: TypeMarkProps) {
  const { t } = useTranslation('app');
  const Sign = signs[type];
  const name = t(`type.${type}`);
  return (
    <span className={`${styles.tone} ${styles.mark}`} data-type={type} data-named={isNamed || undefined} title={name}>
      <Sign size={14} stroke={1.8} aria-hidden />
      <span className={isNamed ? undefined : 'visually-hidden'}>{name}</span>
    </span>
  );
}
