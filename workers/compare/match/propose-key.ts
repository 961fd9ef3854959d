import type { KeyReason } from '../../../contract/comparison.ts';
import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import { type CellStorage, fromTable, type TableFile } from '../../explore/view/table-file.ts';
import { comparableSql } from '../comparable.ts';
import { type ComparedTables, numbersOf } from '../with-tables.ts';
import { isIdName } from './name-likeness.ts';

export interface ProposedKey {
  /** Places in the pairs. */
  readonly pairs: readonly number[];
  readonly reason: KeyReason;
}

/** So much of its values must a column without the name of an id have in common with the earlier one. */
const leastOverlap = 0.5;
/** A column named like an id may repeat itself in so many rows. */
const nearlyUnique = 0.95;
/** DuckDB's approximate counts are right within a few percent. */
const looksUnique = 0.85;
const looksDifferent = 0.005;
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
export async function proposeKey(tables: ComparedTables, pairs: readonly ColumnPair[]): Promise<ProposedKey | null> {
  const candidates = await candidatesOf(tables, pairs);
  const singles = candidates
    .filter(({ share }) => share >= looksUnique)
    .sort((a, b) => Number(b.isId) - Number(a.isId) || a.pair - b.pair);
  const uniqueness = new Map<number, number>();
  for (const { isId, pair } of singles.slice(0, maxSingles)) {
    const unique = await uniqueShare(tables, [pairs[pair]!]);
    uniqueness.set(pair, unique);
    if (unique < 1) continue;
    if (isId) return { pairs: [pair], reason: 'uniqueId' };
    if ((await keyOverlap(tables, [pairs[pair]!])) >= leastOverlap) return { pairs: [pair], reason: 'unique' };
  }
  const together = await proposePair(tables, pairs, candidates);
  if (together) return { pairs: together, reason: 'pair' };
  const nearly = singles.find(({ isId, pair }) => isId && (uniqueness.get(pair) ?? 0) >= nearlyUnique);
  return nearly ? { pairs: [nearly.pair], reason: 'nearlyUniqueId' } : null;
}

async function proposePair(
  tables: ComparedTables,
  pairs: readonly ColumnPair[],
  candidates: readonly Candidate[],
): Promise<number[] | null> {
  const partners = candidates
    .filter(({ share }) => share >= looksDifferent)
    .sort((a, b) => Number(b.isId) - Number(a.isId) || b.share - a.share || a.pair - b.pair)
    .slice(0, maxPartners);
  for (const [index, one] of partners.entries()) {
    for (const other of partners.slice(index + 1)) {
      if (!one.isId && !other.isId) continue;
      const both = [one.pair, other.pair].sort((a, b) => a - b);
      const columns = both.map((pair) => pairs[pair]!);
      if ((await uniqueShare(tables, columns)) < 1) continue;
      if ((await keyOverlap(tables, columns)) >= leastOverlap) return both;
    }
  }
  return null;
}

const keyStorages: ReadonlySet<CellStorage> = new Set(['integer', 'text', 'date', 'moment']);

async function candidatesOf(tables: ComparedTables, pairs: readonly ColumnPair[]): Promise<Candidate[]> {
  const { later, earlier } = tables;
  const possible = pairs.flatMap((pair, index) => {
    const storages = [later.columns[pair.later]!.storage, earlier.columns[pair.earlier]!.storage];
    return storages.every((storage) => keyStorages.has(storage)) ? [index] : [];
  });
  if (possible.length === 0) return [];
  const shares = async (table: TableFile, placeOf: (pair: ColumnPair) => number) => {
    const counted = possible.map((index) => {
      const cell = `c${placeOf(pairs[index]!)}`;
      return `CASE WHEN count(${cell}) < count(*) THEN 0 ELSE approx_count_distinct(${cell}) / count(*) END`;
    });
    return numbersOf(tables.connection, `SELECT ${counted.join(', ')} FROM ${fromTable(table)}`);
  };
  const ofLater = await shares(later, (pair) => pair.later);
  const ofEarlier = await shares(earlier, (pair) => pair.earlier);
  return possible.map((pair, place) => ({
    pair,
    isId: isIdName(later.columns[pairs[pair]!.later]!.name),
    share: Math.min(ofLater[place]!, ofEarlier[place]!),
  }));
}

/** Different keys for each row, in the table where that is less; 1: unique in both. */
async function uniqueShare(tables: ComparedTables, columns: readonly ColumnPair[]): Promise<number> {
  const shareIn = async (table: TableFile, cells: readonly string[]) => {
    const [different] = await numbersOf(
      tables.connection,
      `SELECT count(*) FROM (SELECT DISTINCT ${cells.join(', ')} FROM ${fromTable(table)})`,
    );
    return different! / table.rows;
  };
  const ofEarlier = await shareIn(
    tables.earlier,
    columns.map(({ earlier }) => `c${earlier}`),
  );
  if (ofEarlier < nearlyUnique) return ofEarlier;
  const ofLater = await shareIn(
    tables.later,
    columns.map(({ later }) => `c${later}`),
  );
  return Math.min(ofEarlier, ofLater);
}

/** The share of the earlier table's keys that the later one has too. */
export async function keyOverlap(tables: ComparedTables, columns: readonly ColumnPair[]): Promise<number> {
  const { connection, earlier, later } = tables;
  const storage = (table: TableFile, place: number) => table.columns[place]!.storage;
  const cells = (side: 'earlier' | 'later') =>
    columns
      .map((pair, index) => {
        const [own, other] = side === 'earlier' ? [earlier, later] : [later, earlier];
        const otherPlace = side === 'earlier' ? pair.later : pair.earlier;
        return `${comparableSql(own, pair[side], storage(other, otherPlace))} AS k${index}`;
      })
      .join(', ');
  const same = columns.map((_, index) => `e.k${index} IS NOT DISTINCT FROM l.k${index}`).join(' AND ');
  const [shared, all] = await numbersOf(
    connection,
    `SELECT count(*) FILTER (EXISTS (SELECT 1 FROM (SELECT ${cells('later')} FROM ${fromTable(later)}) l WHERE ${same})), ` +
      `count(*) FROM (SELECT DISTINCT ${cells('earlier')} FROM ${fromTable(earlier)}) e`,
  );
  return all ? shared! / all : 0;
}
