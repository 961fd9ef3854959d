import { useTranslation } from 'react-i18next';
import type { DriftLevel } from '../../../contract/comparison.ts';
import styles from './comparison.module.css';

/** Whether and how much a column drifted. */
export function DriftMark({ drift }: { readonly drift: DriftLevel }) {
  const { t } = useTranslation('comparison');
  if (drift === 'none') return null;
  return (
    <span className={styles.mark} data-level={drift}>
      {t(`drift.${drift}`)}
    </span>
  );
}
