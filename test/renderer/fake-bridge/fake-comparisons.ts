import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import { sampleComparedColumns, sampleComparison, unchangedComparison } from '../results/sample-comparison.ts';

type ComparisonsImplementer = Implementer<typeof contract, object, object>['comparisons'];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The result of every comparison; `?untouched`: nothing changed. */
export function comparisonsHandlers(os: ComparisonsImplementer, wish: URLSearchParams) {
  const comparison = wish.has('untouched') ? unchangedComparison : sampleComparison;
  return {
    getComparison: os.getComparison.handler(async () => {
      await pause(40);
      return comparison;
    }),
    listComparedColumns: os.listComparedColumns.handler(async ({ input }) => {
      await pause(40);
      const kept = sampleComparedColumns.filter(({ name }) => name.includes(input.search ?? ''));
      if (input.order === 'drift') kept.sort((a, b) => (b.psi ?? -1) - (a.psi ?? -1));
      return { columns: kept.slice(input.offset, input.offset + input.limit), total: kept.length };
    }),
    suggestEarlier: os.suggestEarlier.handler(async () => {
      await pause(40);
      const result = { sheet: 'Orders', rows: 2000, columns: 6 };
      return {
        results: [
          {
            ...{ ...result, jobId: crypto.randomUUID(), fileName: 'orders 2026-02.xlsx', isLikelySame: true },
            finishedAtMs: Date.now() - 2_600_000_000,
          },
          {
            ...{ ...result, jobId: crypto.randomUUID(), fileName: 'grades.xlsx', isLikelySame: false },
            finishedAtMs: Date.now() - 90_000_000,
          },
        ],
      };
    }),
    matchTables: os.matchTables.handler(async ({ input, errors }) => {
      await pause(wish.has('slow') ? 60_000 : 300);
      if (JSON.stringify(input.later) === JSON.stringify(input.earlier)) {
        throw errors.FAULT({ data: { code: 'COMPARISON_SAME_TABLE', values: { file: 'orders.xlsx' }, detail: null } });
      }
      const { ignored = [], key } = input.options ?? {};
      const found = comparison.key && {
        ...comparison.key,
        ...(key ? { columns: [...key], reason: 'given' as const } : {}),
      };
      return {
        schema: { ...comparison.schema, ignored: [...ignored] },
        common: sampleComparedColumns.map(({ name }) => name).filter((name) => !ignored.includes(name)),
        key: found,
        ...{ earlierRows: comparison.earlier.rows, laterRows: comparison.later.rows },
      };
    }),
    compareTables: os.compareTables.handler(() => ({ jobId: crypto.randomUUID() })),
  };
}
