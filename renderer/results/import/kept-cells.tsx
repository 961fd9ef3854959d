import { useTranslation } from 'react-i18next';
import type { ImportedColumn } from '../../../contract/import-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { visibleSpaces } from '../columns/statistics.ts';
import styles from './import.module.css';
import { RowNumbers } from './row-numbers.tsx';

const shownValues = 20;

/** Cells that stay text, why, and what they hold. */
export function KeptCells({ kept }: { readonly kept: NonNullable<ImportedColumn['kept']> }) {
  const { t } = useTranslation('import');
  const formats = useFormats();
  const { reason, count, rows, values, distinct } = kept;
  const shown = values.slice(0, shownValues);
  const rest = distinct === null ? null : distinct - shown.length;
  return (
    <div className={styles.kept} data-testid="kept-cells" data-reason={reason}>
      <p className={styles.keptText}>
        {t(`kept.${reason}`, { count })} <RowNumbers rows={rows} count={count} />
      </p>
      {shown.length > 0 && reason !== 'oneSided' && (
        <p className={styles.values}>
          <span className={styles.rowsLabel}>{t('tab.values')}</span>
          {shown.map(({ value, count: cells }) => (
            <span key={value} className={styles.value}>
              <bdi>{visibleSpaces(value)}</bdi>
              {cells > 1 && <span className={styles.faint}> × {formats.integer(cells)}</span>}
            </span>
          ))}
          {rest === null && <span className={styles.faint}>{t('tab.someMoreValues')}</span>}
          {rest !== null && rest > 0 && <span className={styles.faint}>{t('tab.moreValues', { count: rest })}</span>}
        </p>
      )}
    </div>
  );
}
