import type { Conformal } from '../../../contract/models/model-document.ts';
import { type Halves, halvesOf } from './halves.ts';

interface IntervalOrder {
  readonly truth: Float64Array;
  /** Predictions made without the rows they are for. */
  readonly values: Float64Array;
  /** What is to be promised, such as 0.9. */
  readonly coverage: number;
  readonly seed: number;
  /** Code of each row's group: whole groups set or test. */
  readonly groups?: Int32Array | null;
}

/**
 * The interval value − below … value + above that holds the truth with the promised chance: quantiles of the residuals to
 * each side with the correction for finite rows (Lei et al. 2018, §2.2; Romano et al. 2019 for the two sides). `width` is below + above.
 * The observed coverage is of rows that took no part in setting it: each half judged by the other, over again in five ways.
 */
export function conformalInterval(order: IntervalOrder): { conformal: Conformal; width: number } {
  const { coverage, truth, values } = order;
  const over = truth.map((value, row) => value - (values[row] as number));
  const { above, below } = boundsOf(over, coverage);
  const conformal = {
    coverage,
    observedCoverage: observed(over, coverage, halvesOf(order)),
    below,
    above,
    setThreshold: null,
  };
  return { conformal, width: below + above };
}

function observed(over: Float64Array, coverage: number, halves: Iterable<Halves>): number | null {
  let inside = 0;
  let judged = 0;
  for (const { setting, testing } of halves) {
    const { above, below } = boundsOf(
      setting.map((row) => over[row] as number),
      coverage,
    );
    for (const row of testing) {
      const residual = over[row] as number;
      if (residual >= -below && residual <= above) inside++;
      judged++;
    }
  }
  return judged > 0 ? inside / judged : null;
}

/** Each side leaves half of what the promise leaves. */
function boundsOf(residuals: ArrayLike<number>, coverage: number): { below: number; above: number } {
  const sorted = Float64Array.from(residuals).sort();
  const beyond = (1 - coverage) / 2;
  // The k-th smallest of n with k = ⌈(n + 1)(1 − beyond)⌉; too few rows for that promise take the outermost one.
  const rank = Math.min(sorted.length, Math.ceil((sorted.length + 1) * (1 - beyond) - 1e-9));
  return { above: sorted[rank - 1] ?? 0, below: -(sorted[sorted.length - rank] ?? 0) };
}
