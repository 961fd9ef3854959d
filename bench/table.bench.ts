/*
 * The table view over a csv of 10,000,000 rows × 10 columns (numbers, texts, Chinese, dates, truth values, gaps): how soon
 * its first rows are there, how long it is read, and then what a page of 100 rows × 10 columns from a random place takes as
 * the file has it, sorted and filtered. The peer is DuckDB itself on the same stored rows, asked for each page as a viewer
 * without an order of its own has to: ORDER BY … LIMIT … OFFSET. `npm run bench -- table [--rows 10000000]`; `--views none` or
 * `--views 'as in the file,one city'` takes a piece, `--peer no` leaves DuckDB out, and `--folder DIR` keeps there what was made and
 * read, so that the next piece begins with it.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { mainTable } from '../contract/reading.ts';
import { type TableViewInput, tableViewSchema } from '../contract/table-view.ts';
import { createEngine } from '../engine/engine.ts';
import { median, seconds } from './measure.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    views: { type: 'string' },
    peer: { type: 'string', default: 'yes' },
    folder: { type: 'string' },
  },
});
const rows = Number(values.rows);
const folder = values.folder ?? mkdtempSync(path.join(tmpdir(), 'auspex-bench-table-'));
mkdirSync(folder, { recursive: true });
const columns = Array.from({ length: 10 }, (_, place) => place);
const pages = 15;
const pageRows = 100;

const duck = await (
  await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '2GB',
    temp_directory: path.join(folder, 'spill'),
  })
).connect();
const csv = path.join(folder, `table-${rows}.csv`);
if (!existsSync(csv)) {
  await duck.run(
    `COPY (SELECT i AS id, (hash(i) % 1000000) / 100.0 AS amount, (hash(i * 2) % 1000003) / 1000003.0 AS share,
     'customer ' || (hash(i * 7) % 50000) AS customer, ['北京', '上海', '广州', '深圳', '成都'][(1 + hash(i * 3) % 5)::INTEGER] AS city,
     DATE '2020-01-01' + (hash(i * 5) % 2000)::INTEGER AS day, hash(i * 11) % 2 = 0 AS flag,
     CASE WHEN hash(i * 13) % 10 > 0 THEN (hash(i * 13) % 100)::INTEGER END AS age, 'note ' || i AS note, hash(i * 17) % 100000 * 100000 AS big
   FROM range(${rows}) t(i)) TO '${csv}.part' (HEADER)`,
  );
  renameSync(`${csv}.part`, csv);
}

const dataFolder = path.join(folder, 'data');
const engine = await createEngine({ dataFolder, threads: { compute: 2 }, works: 'nothing' });

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const startedAtMs = performance.now();
  const value = await work();
  return { ms: performance.now() - startedAtMs, value };
}

async function timedPages(read: (offset: number) => Promise<unknown>, total: number): Promise<string> {
  const times: number[] = [];
  for (let page = 0; page < pages; page++) {
    const offset = Math.floor(((page * 0.618_034) % 1) * Math.max(1, total - pageRows));
    times.push((await timed(() => read(offset))).ms);
  }
  return `median ${median(times).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms`;
}

try {
  const ticket = await engine.tickets.issueTicket(csv);
  const source = { kind: 'input', ticket: ticket.id, reading: mainTable } as const;
  console.log(`${rows.toLocaleString('en')} rows × 10 columns, ${Math.round(ticket.sizeBytes / 1e6)} MB of csv`);
  console.log(`  first rows       ${seconds((await timed(() => engine.tables.open(source))).ms)}`);
  const reading = await timed(async () => {
    for await (const state of engine.tables.watch(source)) if (state.state === 'ready') return state.rows;
    return 0;
  });
  console.log(`  read to the end  ${seconds(reading.ms)}`);
  console.log(`  opened again     ${seconds((await timed(() => engine.tables.open(source))).ms)}`);
  const views: [string, TableViewInput, string | null][] = [
    ['as in the file', {}, ''],
    ['sorted by number', { sort: [{ column: 1 }] }, 'ORDER BY amount'],
    [
      'by city, number',
      { sort: [{ column: 4 }, { column: 1, direction: 'descending' }] },
      'ORDER BY city COLLATE zh, amount DESC',
    ],
    ['sorted by text', { sort: [{ column: 3 }] }, 'ORDER BY customer COLLATE zh'],
    ['one city', { filters: [{ kind: 'oneOf', column: 4, values: ['北京'] }] }, `WHERE city = '北京'`],
    ['search “777”', { search: '777' }, null],
  ];
  const stored = path.join(
    dataFolder,
    'cache/tables',
    readdirSync(path.join(dataFolder, 'cache/tables')).find((name) => name.endsWith('.parquet'))!,
  );
  for (const [name, wish, sql] of views) {
    if (values.views && !values.views.split(',').includes(name)) continue;
    const view = tableViewSchema.parse(wish);
    const making = await timed(async () => {
      for await (const state of engine.tables.watchView({ source, view }))
        if (state.state === 'ready') return state.rows;
      return 0;
    });
    const ours = await timedPages(
      (offset) => engine.tables.page({ source, view, columns, offset, limit: pageRows }),
      making.value,
    );
    console.log(
      `  ${name.padEnd(16)} made in ${seconds(making.ms)} (${making.value.toLocaleString('en')} rows); page: ${ours}`,
    );
    if (sql === null || values.peer === 'no') continue;
    const peer = (offset: number) =>
      duck.runAndReadAll(`SELECT * FROM '${stored}' ${sql} LIMIT ${pageRows} OFFSET ${offset}`);
    const theirs = await timed(() => peer(Math.floor(making.value / 2)));
    console.log(`  ${''.padEnd(16)} DuckDB alone, the page in the middle: ${theirs.ms.toFixed(0)} ms`);
  }
  const describing = await timed(() =>
    engine.tables.describeColumns({ source, view: tableViewSchema.parse({}), columns, topValues: 5, bins: 24 }),
  );
  console.log(`  figures of all   ${seconds(describing.ms)}`);
} finally {
  await engine.close();
  duck.closeSync();
  if (!values.folder) rmSync(folder, { recursive: true, force: true });
}
