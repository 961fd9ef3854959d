import { useTranslation } from 'react-i18next';
import type { ColumnSide, ComparedColumn, Comparison } from '../../../contract/comparison.ts';
import { useFormats } from '../../locale/formats.ts';
import styles from './comparison.module.css';
import { DriftMark } from './drift-mark.tsx';
import { ShiftChart } from './shift-chart.tsx';

interface ComparedColumnDetailProps {
  readonly column: ComparedColumn;
  readonly comparison: Comparison;
}

/** One column in both files: its figures side by side, and how its values are spread. */
export function ComparedColumnDetail({ column, comparison }: ComparedColumnDetailProps) {
  const { t } = useTranslation('comparison');
  const { integer, percent } = useFormats();
  const { drift, earlierName, ks, measure, name, noIndex, psi } = column;
  const value = useValueText(measure);
  const both = (pick: (side: ColumnSide) => string) => [pick(column.earlier), pick(column.later)];
  const share = (missing: number, rows: number) => `${integer(missing)} (${percent(rows ? missing / rows : 0)})`;
  const rows: [string, string[]][] = [
    [t('columns.values'), both((side) => integer(side.values))],
    [
      t('columns.missing'),
      [share(column.earlier.missing, comparison.earlier.rows), share(column.later.missing, comparison.later.rows)],
    ],
    [t('columns.distinct'), both((side) => integer(side.distinct))],
    ...(measure === 'category'
      ? []
      : ((['mean', 'median', 'minimum', 'maximum'] as const).map((figure) => [
          t(`columns.${figure}`),
          both((side) => value(side[figure])),
        ]) as [string, string[]][])),
  ];
  const hasChart = noIndex !== 'allDifferent' && noIndex !== 'empty';
  return (
    <article className={styles.detail} data-testid="compared-column">
      <header>
        <h2>{name}</h2>
        <DriftMark drift={drift} />
        {column.isKey && <span className={styles.mark}>{t('columns.isKey')}</span>}
        {earlierName !== name && <small className={styles.faint}>{t('columns.wasNamed', { name: earlierName })}</small>}
      </header>
      <p className={styles.measures}>
        {psi !== null && <span>PSI {psi.toFixed(3)}</span>}
        {ks !== null && (
          <span>
            KS {ks.statistic.toFixed(3)} · {t('columns.pValue')} {pText(ks.pValue)}
          </span>
        )}
        {noIndex !== null && <span>{t(`noIndex.${noIndex}`)}</span>}
      </p>
      {hasChart && <ShiftChart column={column} />}
      <table className={styles.figures}>
        <thead>
          <tr>
            <th />
            <th>{t('columns.before')}</th>
            <th>{t('columns.after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, [before, after]]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>{t('columns.howToRead')}</p>
    </article>
  );
}

const pText = (pValue: number): string => (pValue < 0.0001 ? '< 0.0001' : pValue.toPrecision(2));

function useValueText(measure: ComparedColumn['measure']): (value: number | null) => string {
  const { number } = useFormats();
  return (value) => {
    if (value === null) return '–';
    if (measure !== 'date') return number(value);
    const iso = new Date(value).toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
  };
}
