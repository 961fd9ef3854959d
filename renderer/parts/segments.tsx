import { type ReactNode, useId } from 'react';
import styles from './segments.module.css';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
}

interface SegmentsProps<Value extends string> {
  /** What is chosen, for somebody who does not see it; or `labelledBy`, the id of its words. */
  readonly label?: string;
  readonly labelledBy?: string;
  readonly value: Value;
  readonly choices: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
  readonly size?: 'xs' | 'sm';
  /** Takes the whole width. */
  readonly isWide?: boolean;
  readonly isDisabled?: boolean;
  readonly testId?: string;
}

/** A choice of a few, side by side: plain radio buttons that nothing measures, so that drawing them forces no layout. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, labelledBy, value, choices, onChange, size = 'sm', isWide, isDisabled, testId } = props;
  const name = useId();
  return (
    <div
      className={styles.segments}
      role="radiogroup"
      aria-label={label}
      aria-labelledby={labelledBy}
      data-size={size}
      data-wide={isWide || undefined}
      data-disabled={isDisabled || undefined}
      data-testid={testId}
    >
      {choices.map((choice) => (
        <label key={choice.value} className={styles.segment} data-active={choice.value === value || undefined}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={isDisabled}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
