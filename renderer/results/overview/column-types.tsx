import { useTranslation } from 'react-i18next';
import { columnTypes } from '../../../contract/files.ts';
import type { Overview } from '../../../contract/profile.ts';
import { useFormats } from '../../locale/formats.ts';
import tones from '../../parts/type-mark.module.css';
import { TypeMark } from '../../parts/type-mark.tsx';
import styles from './overview.module.css';

/** One bar divided by type, and the same as a list, which is the table behind it. */
export function ColumnTypes({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation(['results', 'app']);
  const { integer, percent } = useFormats();
  const present = columnTypes
    .map((type) => ({ type, count: overview.columnsByType[type] ?? 0 }))
    .filter(({ count }) => count > 0);
  return (
    <>
      <div className={styles.typeBar} aria-hidden>
        {present.map(({ type, count }) => (
          <span
            key={type}
            className={tones.tone}
            data-type={type}
            style={{ flexGrow: count }}
            title={`${t(`app:type.${type}`)}: ${count}`}
          />
        ))}
      </div>
      <table className={styles.typeTable} aria-label={t('types.label')}>
        <tbody>
          {present.map(({ type, count }) => (
            <tr key={type}>
              <th scope="row">
                <TypeMark type={type} isNamed />
              </th>
              <td>{integer(count)}</td>
              <td className={styles.faint}>{percent(count / Math.max(1, overview.columns), 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
