import { describe, expect, it } from 'vitest';
import { importReportSchema, isColumnChanged } from '../../../contract/import-report.ts';
import { asWrittenAfter, shownColumns } from '../../../renderer/results/import/shown-columns.ts';
import { sampleImportReport as report, untouchedReport } from './sample-import-report.ts';

const names = (columns: readonly { readonly name: string }[]) => columns.map(({ name }) => name);

describe('the columns of an import report', () => {
  it('are those with something to tell, or all, by name', () => {
    expect(names(shownColumns(report, '', true).columns)).toEqual(names(report.columns.filter(isColumnChanged)));
    expect(names(shownColumns(report, '', false).columns)).toEqual(names(report.columns));
    expect(names(shownColumns(report, 'ＤＵＥ', false).columns)).toEqual(['Due on']);
    expect(shownColumns(untouchedReport, '', true).columns).toEqual([]);
  });

  it('are drawn up to a limit', () => {
    const many = {
      columns: Array.from({ length: 500 }, (_, index) => ({ ...report.columns[2]!, index, name: `c${index}` })),
    };
    const { columns, hidden } = shownColumns(many, '', true);
    expect(columns.length + hidden).toBe(500);
    expect(hidden).toBeGreaterThan(0);
  });

  it('are read the other way one at a time', () => {
    expect(asWrittenAfter(report, report.columns[2]!)).toEqual(['Remarks', '体重']);
    expect(asWrittenAfter(report, report.columns[5]!)).toEqual([]);
  });

  it('fit the contract', () => {
    expect(importReportSchema.parse(report)).toEqual(report);
  });
});
