import type { KeyReason } from '../../../contract/comparison.ts';
import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import type { CellStorage } from '../../explore/view/table-file.ts';
import type { OrderContext } from '../../order-context.ts';
import { comparedCells, createCellRooms } from '../cells/compared-cells.ts';
import type { ComparedTables } from '../with-tables.ts';
import { distinctEstimate } from './distinct-estimate.ts';
import { type KeyFigures, keyFigures, looksUnique } from './key-figures.ts';
import { isIdName } from './name-likeness.ts';

export interface ProposedKey {
  /** Places in the pairs. */
  readonly pairs: readonly number[];
  readonly reason: KeyReason;
  readonly figures: KeyFigures;
}

/** So much of its values must a column without the name of an id have in common with the earlier one. */
const leastOverlap = 0.5;
/** A column named like an id may repeat itself in so many rows. */
const nearlyUnique = 0.95;
/** Approximate counts are right within a few percent. */
const mayBeUnique = 0.85;
const looksDifferent = 0.005;
/** Columns named like an id that are looked into first. */
const maxIds = 16;
const maxSingles = 8;
const maxPartners = 8;

interface Candidate {
  readonly pair: number;
  readonly isId: boolean;
  /** Share of different values among all rows, in the table where it is smaller; approximate. */
  readonly share: number;
}

/**
 * The columns that tell rows apart: unique and without a gap in both tables, with a name like an id's first; else unique with
 * most values in both tables; else two columns together; else one named like an id that repeats itself in few rows. null:
 * there are none. Fractions and truth values are no keys.
 */
export function proposeKey(
  tables: ComparedTables,
  pairs: readonly ColumnPair[],
  context: OrderContext,
): ProposedKey | null {
  const possible = possibleKeys(tables, pairs);
  const ids = possible.filter(({ isId }) => isId);
  for (const { pair } of ids.slice(0, maxIds)) {
    if (!looksUnique(tables, pairs[pair]!, context)) continue;
    const figures = keyFigures(tables, [pairs[pair]!], context);
    if (figures.uniqueShare === 1) return { pairs: [pair], reason: 'uniqueId', figures };
  }
  const candidates = candidatesOf(tables, pairs, possible, context);
  const singles = candidates
    .filter(({ share }) => share >= mayBeUnique)
    .sort((a, b) => Number(b.isId) - Number(a.isId) || a.pair - b.pair);
  const found = new Map<number, KeyFigures>();
  for (const { isId, pair } of singles.slice(0, maxSingles)) {
    const figures = keyFigures(tables, [pairs[pair]!], context);
    found.set(pair, figures);
    if (figures.uniqueShare < 1) continue;
    if (isId) return { pairs: [pair], reason: 'uniqueId', figures };
    if (figures.overlap >= leastOverlap) return { pairs: [pair], reason: 'unique', figures };
  }
  const together = proposePair(tables, pairs, candidates, context);
  if (together) return together;
  const nearly = singles.find(({ isId, pair }) => isId && (found.get(pair)?.uniqueShare ?? 0) >= nearlyUnique);
  return nearly ? { pairs: [nearly.pair], reason: 'nearlyUniqueId', figures: found.get(nearly.pair)! } : null;
}

function proposePair(
  tables: ComparedTables,
  pairs: readonly ColumnPair[],
  candidates: readonly Candidate[],
  context: OrderContext,
): ProposedKey | null {
  const partners = [...candidates]
    .sort((a, b) => Number(b.isId) - Number(a.isId) || b.share - a.share || a.pair - b.pair)
    .slice(0, maxPartners);
  for (const [index, one] of partners.entries()) {
    for (const other of partners.slice(index + 1)) {
      if (!one.isId && !other.isId) continue;
      const both = [one.pair, other.pair].sort((a, b) => a - b);
      const columns = both.map((pair) => pairs[pair]!);
      const figures = keyFigures(tables, columns, context);
      if (figures.uniqueShare === 1 && figures.overlap >= leastOverlap) return { pairs: both, reason: 'pair', figures };
    }
  }
  return null;
}

const keyStorages: ReadonlySet<CellStorage> = new Set(['integer', 'text', 'date', 'moment']);

/** Columns that can be a key by what they hold. */
function possibleKeys({ later, earlier }: ComparedTables, pairs: readonly ColumnPair[]): Omit<Candidate, 'share'>[] {
  return pairs.flatMap((pair, index) => {
    const column = later.columns[pair.later]!;
    const storages = [column.storage, earlier.columns[pair.earlier]!.storage];
    return storages.every((storage) => keyStorages.has(storage)) ? [{ pair: index, isId: isIdName(column.name) }] : [];
  });
}

/** Columns that hold a value in every row, with their shares; the rest is no part of a key. */
function candidatesOf(
  tables: ComparedTables,
  pairs: readonly ColumnPair[],
  possible: readonly Omit<Candidate, 'share'>[],
  context: OrderContext,
): Candidate[] {
  const rooms = createCellRooms(tables);
  const candidates: Candidate[] = [];
  for (const [place, one] of possible.entries()) {
    context.notify({ fraction: 0.3 + (0.5 * place) / possible.length, rowsDone: null, subject: null });
    let share = 1;
    for (const side of ['later', 'earlier'] as const) {
      if (share < looksDifferent) break;
      const cells = comparedCells(tables, pairs[one.pair]!, side, context, rooms);
      const hasGap = cells.present.length === 0 || cells.present.includes(0);
      share = hasGap ? 0 : Math.min(share, distinctEstimate(cells) / cells.present.length);
    }
    if (share >= looksDifferent) candidates.push({ ...one, share });
  }
  return candidates;
}
