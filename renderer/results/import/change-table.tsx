import { useTranslation } from 'react-i18next';
import type { ChangeEntry } from '../../../contract/import-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { visibleSpaces } from '../columns/statistics.ts';
import styles from './import.module.css';
import { RowNumbers } from './row-numbers.tsx';

/** Each kind of change to the cells of a column: how many, some of them, and in which rows. */
export function ChangeTable({ changes }: { readonly changes: readonly ChangeEntry[] }) {
  const { t } = useTranslation('import');
  const formats = useFormats();
  return (
    <table className={styles.changes}>
      <tbody>
        {changes.map(({ change, count, examples, rows }) => (
          <tr key={change} data-testid="change-entry" data-change={change}>
            <th scope="row">{t(`change.${change}`)}</th>
            <td className={styles.count}>{formats.integer(count)}</td>
            <td className={styles.examples}>
              {examples.map(({ written, read }) => (
                <span key={written} className={styles.example}>
                  <bdi>{visibleSpaces(written)}</bdi> → {change === 'missingWord' ? <em>{t('tab.missing')}</em> : read}
                </span>
              ))}
            </td>
            <td className={styles.rows}>
              <RowNumbers rows={rows} count={count} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
