import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import type { ImportOutcome, LibraryTable, PastQuery, QueryableResult } from '../../../contract/library/library.ts';
import type { TableColumn } from '../../../contract/tables.ts';
import { SampleProfile } from '../results/sample-profile.ts';

type LibraryImplementer = Implementer<typeof contract, object, object>['library'];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const hour = 3_600_000;

/** The library: `?tables=0` is empty, `?tables=300` long; `?columns=1000` decides how wide its tables and queries are. */
export function libraryHandlers(os: LibraryImplementer, wish: URLSearchParams) {
  const sample = new SampleProfile({ rows: 3_000, columns: Number(wish.get('columns') ?? 14) });
  const { columns } = sample.page(0, 0, 0, 1e6);
  let tables = sampleTables(Number(wish.get('tables') ?? 5), columns);
  const past: PastQuery[] = [];
  const results = sampleResults(Number(wish.get('tables') ?? 5) * 3);
  const unknown = { data: { code: 'LIBRARY_TABLE_UNKNOWN' as const, values: {}, detail: null } };
  return {
    listTables: os.listTables.handler(() => ({ tables })),
    listTableColumns: os.listTableColumns.handler(() => ({ columns })),
    listImports: os.listImports.handler(() => ({
      imports: [1, 2, 3].map((number) => ({
        ...{ id: idOf(number), atMs: Date.now() - number * 24 * hour, mode: 'append' as const },
        ...{ origin: `grades-202${number}.xlsx`, jobId: null, outcome: sampleOutcome },
      })),
    })),
    renameTable: os.renameTable.handler(({ input, errors }) => {
      if (tables.some(({ name, id }) => name === input.name && id !== input.id)) {
        throw errors.FAULT({ data: { code: 'LIBRARY_NAME_TAKEN', values: { name: input.name }, detail: null } });
      }
      tables = tables.map((table) => (table.id === input.id ? { ...table, name: input.name } : table));
      const renamed = tables.find(({ id }) => id === input.id);
      if (!renamed) throw errors.FAULT(unknown);
      return renamed;
    }),
    removeTable: os.removeTable.handler(({ input }) => {
      tables = tables.filter(({ id }) => id !== input.id);
      return { removed: true };
    }),
    previewImport: os.previewImport.handler(async ({ input, errors }) => {
      await pause(200);
      if (input.keyColumns?.[0] === columns[1]?.name) {
        const values = { columns: input.keyColumns.join(', '), rows: 12 };
        throw errors.FAULT({ data: { code: 'LIBRARY_KEY_NOT_UNIQUE', values, detail: null } });
      }
      return { ...sampleOutcome, groupBy: input.groupBy ?? null };
    }),
    importTable: os.importTable.handler(async () => {
      await pause(600);
      return { table: tables[0]!, outcome: sampleOutcome, isRepeated: false };
    }),
    listResults: os.listResults.handler(({ input }) => {
      const found = results.filter(({ name }) => name.includes(input.search ?? ''));
      return { results: found.slice(0, input.limit), hasMore: found.length > (input.limit ?? 100) };
    }),
    findResult: os.findResult.handler(() => ({ result: results[0] ?? null })),
    runQuery: os.runQuery.handler(async ({ input: { sql }, errors, signal }) => {
      await Promise.race([pause(sql.includes('slow') ? 60_000 : 300), aborted(signal)]);
      const isWrong = /\bwrong\b/.exec(sql);
      past.unshift({ sql, atMs: Date.now(), durationMs: 300, rows: 3_000, fault: isWrong ? 'SQL_INVALID' : null });
      if (isWrong) {
        const before = sql.slice(0, isWrong.index).split('\n');
        const values = { line: before.length, column: before.at(-1)!.length + 1, reason: 'there is no table “wrong”' };
        throw errors.FAULT({ data: { code: 'SQL_INVALID', values, detail: null } });
      }
      return { queryId: 'f'.repeat(63) + (past.length % 10), columns, rows: 3_000, isCut: false, durationMs: 312 };
    }),
    listQueries: os.listQueries.handler(({ input }) => ({
      queries: past.filter(({ sql }) => sql.includes(input.search ?? '')),
    })),
    forgetQueries: os.forgetQueries.handler(() => ({ forgotten: past.splice(0).length })),
  };
}

const aborted = (signal: AbortSignal | undefined) =>
  new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));

const names = [
  'Grades',
  '成绩 2024',
  'Predictions by major with a very long name that does not fit',
  'Totals',
  'Customers',
];

function sampleTables(count: number, columns: readonly TableColumn[]): LibraryTable[] {
  return Array.from({ length: count }, (_, place) => ({
    ...{ id: idOf(place), name: place < names.length ? names[place]! : `Table ${place}`, rows: 1234 * (place + 1) },
    ...{
      columns: columns.length,
      keyColumns: place === 1 ? [columns[0]!.name] : [],
      sizeBytes: 4_000_000,
      imports: place + 1,
    },
    ...{ createdAtMs: Date.now() - 90 * hour, changedAtMs: Date.now() - place * hour },
  }));
}

function sampleResults(count: number): QueryableResult[] {
  return Array.from({ length: count }, (_, place) => ({
    name: `grades_202${place % 5}_${String(place).padStart(8, '0')}`,
    ...{ jobId: idOf(1000 + place), artifact: 'rows' as const, recipe: 'profile' as const, sheet: null },
    ...{ fileName: `grades-202${place % 5}.xlsx`, finishedAtMs: Date.now() - place * hour },
  }));
}

const sampleOutcome: ImportOutcome = {
  ...{ rows: 900, added: 640, updated: 260, rowsBefore: 1234, rowsAfter: 1874 },
  ...{ newColumns: ['predicted', 'probability'], absentColumns: ['remark'], groupBy: null, groupTotal: 12 },
  groups: ['Computer Science', '智能科学与技术', 'Fine Arts', 'Law', 'Medicine', 'History', null].map(
    (name, place) => ({
      ...{ name, before: 200 - place * 20, after: 300 - place * 30 },
    }),
  ),
};
