import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import type { FaultData } from '../../../contract/faults.ts';
import { sampleImportReport, untouchedReport } from '../results/sample-import-report.ts';
import { SampleProfile } from '../results/sample-profile.ts';

type ResultsImplementer = Implementer<typeof contract, object, object>['results'];

const notReady: FaultData = { code: 'RESULT_NOT_READY', values: {}, detail: null };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The result of every job: `?rows=10000000&columns=300` decide its size. */
export function resultsHandlers(os: ResultsImplementer, wish: URLSearchParams) {
  const sample = new SampleProfile({
    rows: Number(wish.get('rows') ?? 3_000),
    columns: Number(wish.get('columns') ?? 14),
  });
  return {
    getOverview: os.getOverview.handler(async () => {
      await pause(40);
      return sample.overview();
    }),
    listColumns: os.listColumns.handler(async ({ input }) => {
      await pause(40);
      const search = input.search.toLocaleLowerCase();
      const kept = sample.columns.filter(
        ({ name, type }) =>
          name.toLocaleLowerCase().includes(search) &&
          (input.type === null || input.type === undefined || type === input.type),
      );
      if (input.order === 'missing') kept.sort((a, b) => b.missing - a.missing || a.index - b.index);
      return { columns: kept.slice(input.offset, input.offset + input.limit), total: kept.length };
    }),
    getCorrelations: os.getCorrelations.handler(async () => {
      await pause(40);
      return sample.correlations();
    }),
    getImportReport: os.getImportReport.handler(async () => {
      await pause(40);
      return wish.has('untouched') ? untouchedReport : sampleImportReport;
    }),
    makeReport: os.makeReport.handler(({ errors }) => Promise.reject(errors.FAULT({ data: notReady }))),
  };
}
