import { sortedOrder } from '../sorted-order.ts';
import type { Curve } from './calibrated.ts';
import { onlyTurns } from './curve-turns.ts';

/**
 * For each class the rising curve from its probability to the share that was right, by pooling adjacent violators (Zadrozny &
 * Elkan 2002; Ayer et al. 1955). Shares stay off 0 and 1 by one row in all, so that no outcome is held impossible.
 */
export function fitIsotonic(
  classes: number,
  probabilities: Float64Array,
  truth: Float64Array,
  rows: Uint32Array,
): Curve[] {
  const second = curveOfClass(classes - 1, classes, probabilities, truth, rows);
  if (classes === 2) return [mirrored(second), second];
  const others = Array.from({ length: classes - 1 }, (_, place) =>
    curveOfClass(place, classes, probabilities, truth, rows),
  );
  return [...others, second];
}

/** What the second class's curve says of the first. */
const mirrored = ({ from, to }: Curve): Curve => ({
  from: from.map((value) => 1 - value).reverse(),
  to: to.map((value) => 1 - value).reverse(),
});

function curveOfClass(
  place: number,
  classes: number,
  probabilities: Float64Array,
  truth: Float64Array,
  rows: Uint32Array,
): Curve {
  const stated = Float64Array.from(rows, (row) => probabilities[row * classes + place] as number);
  const order = sortedOrder(stated);
  const edge = 1 / (rows.length + 2);
  // Blocks of rows, each with its least and greatest probability, its rows and how many of them were right.
  const first: number[] = [];
  const last: number[] = [];
  const sizes: number[] = [];
  const rights: number[] = [];
  for (let at = 0; at < order.length; ) {
    const value = stated[order[at] as number] as number;
    let size = 0;
    let right = 0;
    for (; at < order.length && stated[order[at] as number] === value; at++) {
      size++;
      if (truth[rows[order[at] as number] as number] === place) right++;
    }
    let start = value;
    while (sizes.length > 0 && (rights.at(-1) as number) * size >= right * (sizes.at(-1) as number)) {
      size += sizes.pop() as number;
      right += rights.pop() as number;
      start = first.pop() as number;
      last.pop();
    }
    first.push(start);
    last.push(value);
    sizes.push(size);
    rights.push(right);
  }
  const from: number[] = [];
  const to: number[] = [];
  for (let block = 0; block < sizes.length; block++) {
    const share = Math.min(1 - edge, Math.max(edge, (rights[block] as number) / (sizes[block] as number)));
    from.push(first[block] as number);
    to.push(share);
    if (last[block] === first[block]) continue;
    from.push(last[block] as number);
    to.push(share);
  }
  return onlyTurns({ from, to });
}
