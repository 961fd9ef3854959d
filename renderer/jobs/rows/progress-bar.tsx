import styles from './progress-bar.module.css';

interface ProgressBarProps {
  readonly fraction: number;
  readonly label: string;
}

/** How far one thing has come. Light enough to be drawn ten times a second in many rows. */
export function ProgressBar({ fraction, label }: ProgressBarProps) {
  const percent = Math.round(fraction * 1000) / 10;
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
    >
      <div className={styles.done} style={{ transform: `scaleX(${percent / 100})` }} />
    </div>
  );
}

interface SegmentBarProps {
  readonly segments: readonly { readonly tone: 'good' | 'bad' | 'quiet' | 'accent'; readonly share: number }[];
  readonly fraction: number;
  readonly label: string;
}

/** How far many things have come, and what became of them. */
export function SegmentBar({ segments, fraction, label }: SegmentBarProps) {
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
    >
      {segments.map(({ tone, share }) => (
        <div key={tone} className={styles.segment} data-tone={tone} style={{ width: `${share * 100}%` }} />
      ))}
    </div>
  );
}
