import styles from './columns.module.css';
import { mergeBins } from './merge-bins.ts';

const width = 112;
const height = 28;

/** The shape of a distribution, small: for a glance along a list, hence without axes, and one element for all of its bars. */
export function MiniHistogram({ counts }: { readonly counts: readonly number[] }) {
  return (
    <svg className={styles.miniHistogram} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <path d={outline(mergeBins(counts, 28))} />
    </svg>
  );
}

function outline(bars: readonly number[]): string {
  const highest = Math.max(1, ...bars);
  const step = width / Math.max(1, bars.length);
  const barWidth = Math.max(1, Math.min(step - 1, 14));
  return bars
    .map((count, place) => {
      const barHeight = count === 0 ? 0 : Math.max(1.5, (count / highest) * (height - 2));
      return `M${(place * step + 0.5).toFixed(2)} ${height}v${(-barHeight).toFixed(2)}h${barWidth.toFixed(2)}V${height}z`;
    })
    .join('');
}
