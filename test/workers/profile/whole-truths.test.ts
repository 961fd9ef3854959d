import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SegmentBuffer } from '../../../contract/orders.ts';
import { storeRows } from '../../../workers/explore/store-rows.ts';
import { correlateColumns } from '../../../workers/profile/correlate-columns.ts';
import { describeColumns } from '../../../workers/profile/describe-columns.ts';
import { cellKind } from '../../../workers/tabular/segment.ts';
import { type PackedColumn, packArrays } from '../../../workers/tabular/text/pack-arrays.ts';
import fc from '../../builders/fast-check.ts';
import { testContext } from '../../builders/order-context.ts';
import { buildPlan, buildSegment } from './table-builder.ts';

let folder = '';
let connection: DuckDBConnection;
let tables = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'auspex-truths-'));
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(async () => {
  connection.closeSync();
  await rm(folder, { recursive: true, force: true });
});

type Cell = boolean | number | null;

const kindOf = (cell: Cell) =>
  cell === null ? cellKind.missing : typeof cell === 'boolean' ? cellKind.boolean : cellKind.number;

/** A column as a text reader keeps it: whole numbers with one step, here of a half where there are numbers. */
function packed(cells: readonly Cell[]): PackedColumn {
  const divide = cells.some((cell) => typeof cell === 'number') ? 2 : 1;
  const values = Int8Array.from(cells, (cell) => Number(cell ?? 0) * divide);
  const kinds = Uint8Array.from(cells, kindOf);
  const counts = [0, 1, 2, 3, 4, 5].map((kind) => kinds.filter((one) => one === kind).length);
  return {
    wholes: { bytes: new Uint8Array(values.buffer), bytesEach: 1 },
    ...{ doubles: null, codes: null, dictionary: null, multiply: 1, divide, counts },
    kinds: counts.includes(cells.length) ? null : kinds,
    ...{ minimum: Math.min(...values), maximum: Math.max(...values) },
  };
}

/** The types and cells of a stored table; whether a chunk has a dictionary is left to how its cells are kept. */
async function storedCells(path: string) {
  const found = await connection.runAndReadAll('SELECT * FROM read_parquet($path)', { path });
  return { types: found.columnTypes().map(String), rows: found.getRowsJS() };
}

/** What is made of a table of two columns: descriptions and measures, by their digests, and the stored rows. */
async function madeOf(segment: SegmentBuffer) {
  const plan = buildPlan(['a', 'b']);
  const segments = [segment];
  const { context } = testContext();
  // A name for each: DuckDB remembers what it read of a file by its path.
  const at = (name: string) => path.join(folder, `${name}-${++tables}`);
  const described = await describeColumns({ plan, segments, columns: [0, 1], scratchPath: at('columns') }, context);
  const descriptions = [described.file];
  const options = { maxCorrelationColumns: 10, maxCorrelationRows: 1000, seed: 1 };
  const measures = ['pearson', 'spearman', 'cramersV'] as const;
  const order = { plan, segments, descriptions, options, measures: [...measures], scratchPath: at('measures') };
  const correlated = await correlateColumns(order, context);
  const stored = await storeRows({ plan, segments, scratchPath: at('rows') }, context);
  return { described: described.file.sha256, correlated: correlated.sha256, stored: await storedCells(stored.path) };
}

it('truth values kept as whole numbers are described, correlated and stored as others are', async () => {
  const truths = fc.constantFrom<Cell>(true, false);
  const cell = fc.oneof(
    truths,
    fc.constant(null),
    fc.integer({ min: -20, max: 20 }).map((half) => half / 2),
  );
  const cells = fc.oneof(
    fc.array(truths, { minLength: 1, maxLength: 70 }),
    fc.array(cell, { minLength: 1, maxLength: 70 }),
  );
  await fc.assert(
    fc.asyncProperty(cells, fc.infiniteStream(truths), async (one, stream) => {
      const other = one.map(() => stream.next().value as Cell);
      const whole = packArrays([packed(one), packed(other)], one.length);
      expect(await madeOf(whole)).toEqual(await madeOf(buildSegment([one, other])));
    }),
    {
      numRuns: 60,
      examples: [
        [[true, 0.5, false, true], fc.stream([true, false, true, true][Symbol.iterator]())],
        [[2, 2], fc.stream([false, true][Symbol.iterator]())],
      ],
    },
  );
});
