import styles from './columns.module.css';
import { mergeBins } from './merge-bins.ts';

const width = 112;
const height = 28;

/** The shape of a distribution, small: for a glance along a list, hence without axes. */
export function MiniHistogram({ counts }: { readonly counts: readonly number[] }) {
  const bars = mergeBins(counts, 28);
  const highest = Math.max(1, ...bars);
  const step = width / Math.max(1, bars.length);
  return (
    <svg className={styles.miniHistogram} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {bars.map((count, place) => {
        const barHeight = count === 0 ? 0 : Math.max(1.5, (count / highest) * (height - 2));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={place}
            x={place * step + 0.5}
            y={height - barHeight}
            width={Math.max(1, Math.min(step - 1, 14))}
            height={barHeight}
            rx={0.75}
          />
        );
      })}
    </svg>
  );
}
