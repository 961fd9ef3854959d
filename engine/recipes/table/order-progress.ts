import type { Notice } from '../../../contract/orders.ts';

/** How far a set of orders is that together make one step. */
export interface OrderProgress {
  /** For the order at `place`: what to do with its notices. */
  readonly noticesOf: (place: number) => (notice: Notice) => void;
  /** The order at `place` is done. */
  readonly finished: (place: number, rowsDone: number | null) => void;
}

/** Adds up the notices of `count` orders: their mean fraction, and the sum of their rows. */
export function addUpOrders(
  count: number,
  report: (fraction: number, rowsDone: number | null, subject: string | null) => void,
): OrderProgress {
  const fractions = new Float64Array(count);
  const rows = new Float64Array(count);
  let countsRows = false;
  const note = (place: number, fraction: number, rowsDone: number | null, subject: string | null) => {
    fractions[place] = fraction;
    if (rowsDone !== null) {
      countsRows = true;
      rows[place] = rowsDone;
    }
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    report(sum(fractions) / count, countsRows ? sum(rows) : null, subject);
  };
  return {
    noticesOf: (place) => (notice) => note(place, notice.fraction, notice.rowsDone, notice.subject),
    finished: (place, rowsDone) => note(place, 1, rowsDone, null),
  };
}
