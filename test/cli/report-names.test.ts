import { describe, expect, it } from 'vitest';
import { ReportNames } from '../../cli/report-names.ts';
import fc from '../builders/fast-check.ts';

describe('names of reports', () => {
  it('hold the file, the sheet and what it is', () => {
    const names = new ReportNames();
    expect(names.stemFor('grades.2024.xlsx', '一班')).toBe('grades.2024 – 一班 profile');
    expect(names.stemFor('churn.csv', 'churn')).toBe('churn profile');
    expect(names.stemFor('churn.csv', null)).toBe('churn profile (2)');
  });

  it('are each given once in a run, also where case makes no difference', () => {
    const names = new ReportNames();
    const given = ['a.csv', 'A.csv', 'a.tsv', 'a.xlsx'].map((file) => names.stemFor(file, null).toLowerCase());
    expect(new Set(given).size).toBe(4);
  });

  it('are legal on every system whatever file and sheet are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'binary' }), (file, sheet) => {
        const name = `${new ReportNames().stemFor(file, sheet)}.xlsx`;
        expect(name).not.toMatch(/[<>:"/\\|?*]/);
        expect([...name].every((character) => character.codePointAt(0)! >= 32)).toBe(true);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
        expect(name).toMatch(/profile\.xlsx$/);
        expect(name).not.toMatch(/^\s/);
      }),
    );
  });
});
