import { useTranslation } from 'react-i18next';
import type { ColumnStatistics, TableColumn } from '../../../contract/tables.ts';
import { useFormats } from '../../locale/formats.ts';
import { valueWords } from '../filter/filter-words.ts';
import styles from './table-head.module.css';

const heightPx = 18;
/** A value rarer than this says less than how many different ones there are. */
const notableShare = 0.02;

/** What a column holds, on one line: a histogram, or its most frequent value, or how many different ones; and what is missing. */
export function HeadFigures({
  figures,
  column,
}: {
  readonly figures: ColumnStatistics | undefined;
  readonly column: TableColumn;
}) {
  const { t } = useTranslation('table');
  const formats = useFormats();
  if (!figures) return <span className={styles.figuresPending} aria-hidden />;
  const { count, missing, distinct, histogram, topValues, isDistinctExact } = figures;
  const total = count + missing;
  const top = topValues?.[0];
  return (
    <span className={styles.figures}>
      {histogram && count > 0 ? (
        <Histogram bins={histogram} />
      ) : (
        <span className={styles.top}>
          {top && count > 0 && top.count / count >= notableShare ? (
            <>
              <span className={styles.topBar} style={{ width: `${(top.count / count) * 100}%` }} />
              <span className={`${styles.topText} ellipsis`}>
                {valueWords(t, top.value, column)} {formats.percent(top.count / count, 0)}
              </span>
            </>
          ) : (
            <span className={`${styles.topText} ellipsis`}>
              {count > 0 &&
                t(isDistinctExact ? 'head.distinct' : 'head.aboutDistinct', { values: formats.integer(distinct) })}
            </span>
          )}
        </span>
      )}
      {missing > 0 && (
        <span className={styles.missing} title={t('head.missing', { cells: formats.integer(missing) })}>
          {formats.percent(missing / total, 0)}
        </span>
      )}
    </span>
  );
}

function Histogram({ bins }: { readonly bins: readonly number[] }) {
  const highest = Math.max(...bins, 1);
  // One path, since a head is drawn for every column in sight.
  const path = bins
    .map((count, index) => {
      const height = count === 0 ? 0 : Math.max(1, (count / highest) * heightPx);
      return `M${index} ${heightPx}v${-height}h.86v${height}z`;
    })
    .join('');
  return (
    <svg className={styles.histogram} viewBox={`0 0 ${bins.length} ${heightPx}`} preserveAspectRatio="none" aria-hidden>
      <path d={path} />
    </svg>
  );
}
