import type { ImportChange } from '../../../contract/import-changes.ts';
import { threadKernel } from '../../kernel-instance.ts';
import { blockLength } from '../../profile/deal-out.ts';
import { putWords } from '../put-words.ts';
import { type ColumnView, cellKind } from '../segment.ts';

/** Rows of one kind of change that are wanted; `change` null: of texts that stay. */
interface WantedRows {
  readonly change: ImportChange | null;
  readonly rows: number;
}

/** The first rows of what was wanted, in its order, and the entries that were met, in the order of their first rows. */
interface ChangedRows {
  readonly rows: readonly Int32Array[];
  readonly entries: readonly number[];
}

const classBytes = 12;

/**
 * Finds the first rows of a column in which its texts undergo each of the changes `wanted`; `changeOf` tells it of an entry.
 * Looks no further than where all have been found. Takes memory of the kernel, and gives it back.
 */
export function findChangedRows(
  view: ColumnView,
  wanted: readonly WantedRows[],
  changeOf: (entry: number) => ImportChange | null,
): ChangedRows {
  const { codes, dictionary, rows } = view;
  let open = wanted.filter((one) => one.rows > 0).length;
  if (codes === null || dictionary === null || open === 0)
    return { rows: wanted.map(() => new Int32Array(0)), entries: [] };
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const { count } = dictionary;
  const classOfEntryAt = call.allocate(count);
  const firstsAt = call.allocate(count * 4);
  const classesAt = call.allocate(wanted.length * classBytes);
  const lists = wanted.map((one) => call.allocate(one.rows * 4));
  const codesAt = call.allocate(rows * 4 + 16);
  // Kinds of a column of one kind are made when they are asked for.
  const kindsAt = view.onlyKind === cellKind.text ? 0 : call.allocate(rows);
  call.clear(firstsAt, count * 4);
  const classOf = new Map(wanted.map(({ change }, place) => [change, place]));
  const classOfEntry = kernel.bytes.subarray(classOfEntryAt, classOfEntryAt + count);
  for (let entry = 0; entry < count; entry++) classOfEntry[entry] = classOf.get(changeOf(entry)) ?? 255;
  for (const [place, one] of wanted.entries()) {
    kernel.words.set([one.rows, 0, lists[place] as number], (classesAt + place * classBytes) >> 2);
  }
  for (let from = 0; from < rows && open > 0; from += blockLength) {
    const to = Math.min(rows, from + blockLength);
    putWords(kernel, codes, from, to, codesAt + from * 4);
    if (kindsAt !== 0) kernel.bytes.set(view.kinds.subarray(from, to), kindsAt + from);
    const range = [kindsAt, cellKind.text, from, to] as const;
    open = call.noteRows(codesAt, ...range, classOfEntryAt, classesAt, firstsAt, open);
  }
  const { words } = kernel;
  const found = lists.map((at, place) => {
    const noted = words[(classesAt + place * classBytes + 4) >> 2] as number;
    return words.slice(at >> 2, (at >> 2) + noted);
  });
  const firsts = words.slice(firstsAt >> 2, (firstsAt >> 2) + count);
  call.release(mark);
  return { rows: found, entries: inOrderOf(firsts) };
}

/** The entries that have a first row, by it. */
function inOrderOf(firsts: Int32Array): number[] {
  const met: number[] = [];
  for (let entry = 0; entry < firsts.length; entry++) if (firsts[entry] !== 0) met.push(entry);
  return met.sort((one, other) => (firsts[one] as number) - (firsts[other] as number));
}
