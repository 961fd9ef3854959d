import type { DuckDBConnection } from '@duckdb/node-api';
import type { ComparedColumn } from '../../../contract/comparison.ts';
import { numbersOf, rowsOf } from '../with-tables.ts';
import { indexByChance, stabilityIndex } from './stability-index.ts';

/** Categories that are shown and that the index is taken over; all others are one. */
const topCategories = 20;
/** A text this long is no category a person reads to its end. */
const shownCharacters = 200;

export interface CategoryShift extends Pick<ComparedColumn, 'psi' | 'psiByChance'> {
  readonly categories: NonNullable<ComparedColumn['categories']>;
  readonly distinct: { readonly earlier: number; readonly later: number };
}

/**
 * How two samples of texts differ: the most frequent values of the earlier table, then of the later one, ties by code point, and
 * all others as one. `earlier` and `later` are queries with one column `v` of texts without null; `missing`: empty cells.
 */
export async function categoryShift(
  connection: DuckDBConnection,
  samples: { readonly earlier: string; readonly later: string },
  missing: { readonly earlier: number; readonly later: number },
): Promise<CategoryShift> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE counted AS SELECT v, sum(e)::BIGINT AS e, sum(l)::BIGINT AS l FROM (` +
      `SELECT v, count(*) AS e, 0 AS l FROM (${samples.earlier}) GROUP BY v UNION ALL ` +
      `SELECT v, 0 AS e, count(*) AS l FROM (${samples.later}) GROUP BY v) GROUP BY v`,
  );
  const [earlierAll = 0, laterAll = 0, earlierDistinct = 0, laterDistinct = 0] = await numbersOf(
    connection,
    'SELECT sum(e), sum(l), count(*) FILTER (e > 0), count(*) FILTER (l > 0) FROM counted',
  );
  const top = await rowsOf(
    connection,
    `SELECT v, e, l FROM counted ORDER BY greatest(e / greatest(${earlierAll}, 1), l / greatest(${laterAll}, 1)) DESC, ` +
      `e DESC, v LIMIT ${topCategories}`,
  );
  await connection.run('DROP TABLE counted');
  const categories = top.map(([value, earlier, later]) => ({
    value: String(value).slice(0, shownCharacters) as string | null,
    earlier: Number(earlier),
    later: Number(later),
  }));
  const rest = (side: 'earlier' | 'later', all: number) => all - categories.reduce((sum, one) => sum + one[side], 0);
  const others = { value: null, earlier: rest('earlier', earlierAll), later: rest('later', laterAll) };
  if (others.earlier > 0 || others.later > 0) categories.push(others);
  const counts = {
    earlier: [...categories.map((one) => one.earlier), missing.earlier],
    later: [...categories.map((one) => one.later), missing.later],
  };
  return {
    ...{ categories, distinct: { earlier: earlierDistinct, later: laterDistinct } },
    ...{ psi: stabilityIndex(counts), psiByChance: indexByChance(counts) },
  };
}
