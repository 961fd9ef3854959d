import type { SegmentBuffer } from '../../../contract/orders.ts';
import { type ColumnView, cellKind, columnView, segmentRows } from '../segment.ts';
import { textsOf } from './column-texts.ts';
import { longestLabelBytes, totalLabelOf } from './total-labels.ts';

/** A row that sums up others. */
export interface TotalRow {
  /** The segment it stands in, and its row there. */
  readonly part: number;
  readonly row: number;
  /** What it is called; null: nothing, but its numbers are the sums of those above. */
  readonly label: string | null;
  /** Its numbers are the sums of those above, of the whole table or since the total before. */
  readonly isSum: boolean;
}

/** In a column of more different texts, only the last rows are looked at. */
const mostTexts = 20_000;
const lastRows = 20;
/** Where more rows than this share are called totals, the word means something else. */
const mostShare = 0.45;
const mostRows = 10_000;
/** Where no name says so, the sum of two numbers comes about by chance. */
const fewestAddends = { named: 2, unnamed: 3 } as const;

/** The rows of totals of a table, in their order. */
export function findTotals(segments: readonly SegmentBuffer[], columns: number): TotalRow[] {
  const rows = segments.map(segmentRows);
  const total = rows.reduce((sum, count) => sum + count, 0);
  if (total < 3) return [];
  const views = segments.map((segment) => Array.from({ length: columns }, (_, column) => columnView(segment, column)));
  const called = labelledRows(views, rows);
  const isUsual = called.length <= Math.max(2, total * mostShare) && called.length <= mostRows;
  const found = isUsual ? called.filter(({ part, row }) => hasNumber(views[part]!, row)) : [];
  const last = unnamedLast(views, rows, found);
  const candidates = last === null ? found : [...found, last];
  if (candidates.length === 0) return [];
  const sums = sumsAt(views, rows, candidates);
  return candidates
    .map((candidate, place): TotalRow => ({ ...candidate, isSum: sums[place] as boolean }))
    .filter(({ label, isSum }) => isSum || (label !== null && totalLabelOf(label) === 'sure'));
}

type Candidate = Omit<TotalRow, 'isSum'>;

function labelledRows(views: readonly (readonly ColumnView[])[], rows: readonly number[]): Candidate[] {
  const found: Candidate[] = [];
  const lastPart = rows.findLastIndex((count) => count > 0);
  for (const [part, ofPart] of views.entries()) {
    const byRow = new Map<number, string>();
    for (const view of ofPart) {
      const { codes, counts, dictionary } = view;
      if (codes === null || dictionary === null || counts[cellKind.text] === 0) continue;
      const count = rows[part] as number;
      const isLong = dictionary.count > mostTexts;
      if (isLong && part !== lastPart) continue;
      const textOf = labelsOf(dictionary, isLong);
      if (textOf === null) continue;
      const { kinds } = view;
      for (let row = isLong ? Math.max(0, count - lastRows) : 0; row < count; row++) {
        if (kinds[row] !== cellKind.text) continue;
        const label = textOf(codes[row] as number);
        if (label !== null && !byRow.has(row)) byRow.set(row, label);
      }
    }
    for (const [row, label] of [...byRow].sort(([one], [other]) => one - other)) found.push({ part, row, label });
  }
  return found;
}

/** Gives the label that an entry is, or null; null where none is one. */
function labelsOf(
  dictionary: NonNullable<ColumnView['dictionary']>,
  isLong: boolean,
): ((code: number) => string | null) | null {
  const { count, offsets } = dictionary;
  const textOf = textsOf(dictionary);
  const labelOf = (code: number): string | null => {
    if ((offsets[code + 1] as number) - (offsets[code] as number) > longestLabelBytes) return null;
    const text = textOf(code);
    return totalLabelOf(text) === null ? null : text.trim();
  };
  if (isLong) return labelOf;
  const known = new Map<number, string>();
  for (let code = 0; code < count; code++) {
    const label = labelOf(code);
    if (label !== null) known.set(code, label);
  }
  return known.size === 0 ? null : (code) => known.get(code) ?? null;
}

const hasNumber = (views: readonly ColumnView[], row: number): boolean =>
  views.some((view) => (view.counts[cellKind.number] as number) > 0 && view.kinds[row] === cellKind.number);

/** Texts or dates. */
const holdsWords = ({ counts }: ColumnView): boolean => (counts[cellKind.text] ?? 0) + (counts[cellKind.date] ?? 0) > 0;

/** The last row where it holds numbers alone though the table holds more; it is a total if they are sums. */
function unnamedLast(
  views: readonly (readonly ColumnView[])[],
  rows: readonly number[],
  found: readonly Candidate[],
): Candidate | null {
  const part = rows.findLastIndex((count) => count > 0);
  const row = (rows[part] as number) - 1;
  if (found.some((one) => one.part === part && one.row === row)) return null;
  const ofPart = views[part] as readonly ColumnView[];
  // Of the whole table: where its parts are cut says nothing.
  const others = ofPart.filter((_, column) => views.some((columns) => holdsWords(columns[column] as ColumnView)));
  if (others.length === 0 || others.some(({ kinds }) => kinds[row] === cellKind.text || kinds[row] === cellKind.date)) {
    return null;
  }
  return hasNumber(ofPart, row) ? { part, row, label: null } : null;
}

/** For each candidate whether most of its numbers are the sum of all above, or of those since the candidate before. */
function sumsAt(
  views: readonly (readonly ColumnView[])[],
  rows: readonly number[],
  candidates: readonly Candidate[],
): boolean[] {
  const matches = new Int32Array(candidates.length);
  const numbers = new Int32Array(candidates.length);
  for (const column of (views[0] as readonly ColumnView[]).keys()) {
    let whole = 0;
    let section = 0;
    let addends = 0;
    let next = 0;
    for (const [part, ofPart] of views.entries()) {
      const view = ofPart[column] as ColumnView;
      if ((view.counts[cellKind.number] as number) === 0) {
        while (candidates[next]?.part === part) next++;
        continue;
      }
      const values = view.numbers as Float64Array;
      const { kinds } = view;
      for (let row = 0; row < (rows[part] as number); row++) {
        const candidate = candidates[next];
        const isCandidate = candidate?.part === part && candidate.row === row;
        if (kinds[row] === cellKind.number) {
          const value = values[row] as number;
          if (isCandidate) {
            numbers[next] = (numbers[next] as number) + 1;
            const fewest = candidate.label === null ? fewestAddends.unnamed : fewestAddends.named;
            if (addends >= fewest && (isClose(value, whole) || isClose(value, section))) {
              matches[next] = (matches[next] as number) + 1;
            }
          } else {
            whole += value;
            section += value;
            addends++;
          }
        }
        if (isCandidate) {
          section = 0;
          next++;
        }
      }
    }
  }
  return candidates.map((_, place) => {
    const found = matches[place] as number;
    return found > 0 && found * 2 > (numbers[place] as number);
  });
}

/** Sums as a spreadsheet shows them are rounded to cents. */
const isClose = (value: number, sum: number): boolean =>
  sum !== 0 && Math.abs(value - sum) <= Math.max(0.0051, Math.abs(sum) * 1e-9);
