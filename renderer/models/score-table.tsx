import { useTranslation } from 'react-i18next';
import { useFormats } from '../locale/formats.ts';
import type { ScoreRow } from './score-rows.ts';
import styles from './score-table.module.css';
import { bestPlace, scoreText, shownScores } from './score-words.ts';

/** Scores below one another; the best of each column is marked where `rows` ask for it. */
export function ScoreTable({ rows }: { readonly rows: readonly ScoreRow[] }) {
  const { t } = useTranslation('models');
  const formats = useFormats();
  const kinds = shownScores(rows.map(({ scores }) => scores));
  const compared = rows.map(({ isCompared }) => isCompared ?? false);
  return (
    <div className={styles.scroll}>
      <table className={styles.scores} data-testid="score-table">
        <thead>
          <tr>
            <th scope="col">{t('row.head')}</th>
            <th scope="col">{t('row.rows')}</th>
            {kinds.map(({ name, isHigherBetter }) => (
              <th key={name} scope="col" title={t(`scoreText.${name}`)}>
                {t(`scoreName.${name}`)} {isHigherBetter ? '↑' : '↓'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, scores, deviation }, place) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{formats.integer(scores.rows)}</td>
              {kinds.map((kind) => {
                const best = bestPlace(
                  kind,
                  rows.map((row, index) => (compared[index] ? row.scores[kind.name] : null)),
                );
                const spread = deviation?.[kind.name] ?? null;
                return (
                  <td key={kind.name} data-best={best === place || undefined}>
                    {scoreText(kind, scores[kind.name], formats)}
                    {spread !== null && <span className={styles.deviation}> ± {scoreText(kind, spread, formats)}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
