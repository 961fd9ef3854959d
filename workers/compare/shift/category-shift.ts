import type { ComparedColumn } from '../../../contract/comparison.ts';
import type { ComparedCells } from '../cells/compared-cells.ts';
import { WordIds } from '../cells/word-ids.ts';
import type { Side } from '../sides.ts';
import { indexByChance, stabilityIndex } from './stability-index.ts';

/** Categories that are shown and that the index is taken over; all others are one. */
const topCategories = 20;

/** A value that stands in `row` of one of the tables. */
export interface FirstPlace {
  readonly side: Side;
  readonly row: number;
}

export interface CategoryShift extends Pick<ComparedColumn, 'psi' | 'psiByChance'> {
  readonly categories: NonNullable<ComparedColumn['categories']>;
  readonly distinct: { readonly earlier: number; readonly later: number };
}

/**
 * How two samples of categories differ: the most frequent values of the earlier table, then of the later one, and all others as
 * one. Of those that are as frequent, the ones that come first in the tables are taken, and put in order by code point. `textsAt`
 * tells what is written at some places; `missing`: empty cells.
 */
export function categoryShift(
  cells: { readonly earlier: ComparedCells; readonly later: ComparedCells },
  missing: { readonly earlier: number; readonly later: number },
  textsAt: (places: readonly FirstPlace[]) => readonly string[],
): CategoryShift {
  const ids = new WordIds();
  const earlier = countCells(ids, cells.earlier);
  const earlierDistinct = ids.size;
  const later = countCells(ids, cells.later);
  const all = { earlier: sumOf(earlier.counts), later: sumOf(later.counts) };
  const countOf = ({ counts }: Tally, id: number) => counts[id] ?? 0;
  const share = (id: number) =>
    Math.max(countOf(earlier, id) / Math.max(1, all.earlier), countOf(later, id) / Math.max(1, all.later));
  const better = (one: number, other: number) =>
    share(other) - share(one) || countOf(earlier, other) - countOf(earlier, one);
  const top = mostOf(ids.size, topCategories, better);
  const places = top.map(
    (id): FirstPlace =>
      id < earlierDistinct
        ? { side: 'earlier', row: earlier.firstRows[id]! }
        : { side: 'later', row: later.firstRows[id]! },
  );
  const texts = textsAt(places);
  const categories = top
    .map((id, index) => ({
      id,
      value: texts[index] as string | null,
      earlier: countOf(earlier, id),
      later: countOf(later, id),
    }))
    .sort(
      (one, other) => better(one.id, other.id) || Buffer.compare(Buffer.from(one.value!), Buffer.from(other.value!)),
    )
    .map(({ id: _, ...category }) => category);
  const rest = (side: Side) => all[side] - categories.reduce((sum, one) => sum + one[side], 0);
  const others = { value: null, earlier: rest('earlier'), later: rest('later') };
  if (others.earlier > 0 || others.later > 0) categories.push(others);
  const counts = {
    earlier: [...categories.map((one) => one.earlier), missing.earlier],
    later: [...categories.map((one) => one.later), missing.later],
  };
  let laterDistinct = 0;
  for (const count of later.counts) if (count > 0) laterDistinct++;
  return {
    ...{ categories, distinct: { earlier: earlierDistinct, later: laterDistinct } },
    ...{ psi: stabilityIndex(counts), psiByChance: indexByChance(counts) },
  };
}

/** By number of a value: how many cells hold it, and the first row that does. */
interface Tally {
  readonly counts: Uint32Array;
  readonly firstRows: Uint32Array;
}

function countCells(ids: WordIds, { present, words }: ComparedCells): Tally {
  let counts = new Uint32Array(1024);
  let firstRows = new Uint32Array(1024);
  for (let row = 0; row < present.length; row++) {
    if (present[row] === 0) continue;
    const id = ids.idOf(words[2 * row]!, words[2 * row + 1]!);
    if (id >= counts.length) {
      counts = grown(counts, id);
      firstRows = grown(firstRows, id);
    }
    if (counts[id] === 0) firstRows[id] = row;
    counts[id] = (counts[id] as number) + 1;
  }
  return { counts, firstRows };
}

function grown(values: Uint32Array, place: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(values.length * 2, place + 1));
  larger.set(values);
  return larger;
}

function sumOf(counts: Uint32Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** The best of 0…`size` − 1, the best first; of equal ones the smaller. */
function mostOf(size: number, wanted: number, better: (one: number, other: number) => number): number[] {
  const best: number[] = [];
  for (let id = 0; id < size; id++) {
    const last = best[wanted - 1];
    if (last !== undefined && better(id, last) >= 0) continue;
    const after = best.findIndex((one) => better(id, one) < 0);
    best.splice(after < 0 ? best.length : after, 0, id);
    if (best.length > wanted) best.pop();
  }
  return best;
}
