import type { ColumnProfile } from '../../contract/profile.ts';
import { type ColumnView, cellKind } from '../tabular/segment.ts';

const dayMs = 86_400_000;

/** What decides how a column is stored: the kinds of its cells, and the range of its numbers and dates. */
export interface StoredKinds {
  readonly kinds: ColumnProfile['kinds'];
  readonly number: Pick<NonNullable<ColumnProfile['number']>, 'isInteger' | 'minimum' | 'maximum' | 'infinite'> | null;
  readonly date: Pick<NonNullable<ColumnProfile['date']>, 'hasTimes'> | null;
}

/** What a column in memory, in slices, holds, as far as its storage depends on it. */
export function storedKindsOf(views: readonly ColumnView[]): StoredKinds {
  const kinds = { number: 0, text: 0, boolean: 0, date: 0, error: 0 };
  const range = { isInteger: true, minimum: Number.POSITIVE_INFINITY, maximum: Number.NEGATIVE_INFINITY, infinite: 0 };
  let hasTimes = false;
  for (const view of views) {
    for (const kind of ['number', 'text', 'boolean', 'date', 'error'] as const) {
      kinds[kind] += view.counts[cellKind[kind]] ?? 0;
    }
    if ((view.counts[cellKind.number] ?? 0) > 0) widen(range, view);
    if (!hasTimes && (view.counts[cellKind.date] ?? 0) > 0) hasTimes = holdsTimes(view);
  }
  return { kinds, number: kinds.number > 0 ? range : null, date: kinds.date > 0 ? { hasTimes } : null };
}

type Range = { isInteger: boolean; minimum: number; maximum: number; infinite: number };

/** One number that is not whole decides: the range of the others makes no difference any more. */
function widen(range: Range, view: ColumnView): void {
  if (!range.isInteger) return;
  const { wholes } = view;
  if (wholes && wholes.divide === 1 && Number.isInteger(wholes.multiply) && isOnly(view, cellKind.number)) {
    range.minimum = Math.min(range.minimum, wholes.minimum * wholes.multiply);
    range.maximum = Math.max(range.maximum, wholes.maximum * wholes.multiply);
    return;
  }
  // Whole numbers are looked at as they are kept: one of the first shows that a column holds decimals.
  const { kinds } = view;
  const values = wholes?.values ?? view.numbers;
  const { multiply, divide } = wholes ?? { multiply: 1, divide: 1 };
  for (let row = 0; values !== null && row < values.length; row++) {
    if (kinds[row] !== cellKind.number) continue;
    const value = ((values[row] as number) * multiply) / divide;
    if (value < range.minimum) range.minimum = value;
    if (value > range.maximum) range.maximum = value;
    if (Number.isInteger(value)) continue;
    range.isInteger = false;
    if (!Number.isFinite(value)) range.infinite++;
    return;
  }
}

function holdsTimes(view: ColumnView): boolean {
  const { wholes } = view;
  if (wholes && wholes.divide === 1 && wholes.multiply % dayMs === 0 && isOnly(view, cellKind.date)) return false;
  // Made when they are asked for, which is not before.
  const { kinds, numbers } = view;
  return numbers?.some((value, row) => kinds[row] === cellKind.date && value % dayMs !== 0) ?? false;
}

/** Whether all cells with a value are of one kind. */
function isOnly({ counts, rows }: ColumnView, kind: number): boolean {
  return (counts[kind] ?? 0) + (counts[cellKind.missing] ?? 0) + (counts[cellKind.error] ?? 0) === rows;
}
