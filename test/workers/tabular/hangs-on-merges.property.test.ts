import { expect, it } from 'vitest';
import { detectHeader, hangsOnMerges } from '../../../workers/tabular/header.ts';
import type { MergedRange, PreviewCell, PreviewRow } from '../../../workers/tabular/preview-cell.ts';
import fc from '../../builders/fast-check.ts';

const missing: PreviewCell = { kind: 'missing', text: '' };
const word = fc.constantFrom('name', 'north', '2023 sales', 'id', '(kg)', 'Q1').map((text) => cell('text', text));
const value = fc.integer({ min: 0, max: 3000 }).map((number) => cell('number', String(number)));
const range = fc
  .record({ firstRow: fc.nat(4), firstColumn: fc.nat(4), height: fc.nat(2), width: fc.nat(3) })
  .map(({ firstRow, firstColumn, height, width }) => ({
    ...{ firstRow, firstColumn, lastRow: firstRow + height, lastColumn: firstColumn + width },
  }));
const sheet = fc.record({
  head: fc.array(fc.array(fc.oneof({ weight: 6, arbitrary: word }, fc.constant(missing)), rowOf(5)), { maxLength: 2 }),
  body: fc.array(fc.array(fc.oneof(value, word, fc.constant(missing)), rowOf(5)), { minLength: 1, maxLength: 8 }),
  merges: fc.array(range, { maxLength: 3 }),
});

it('a header that is said not to hang on merged cells is the same whatever is merged', () => {
  let sure = 0;
  fc.assert(
    fc.property(sheet, ({ head, body, merges }) => {
      const rows = emptied([...head, ...body], merges);
      const alone = detectHeader(rows, []);
      if (hangsOnMerges(rows, alone)) return;
      sure++;
      expect(detectHeader(rows, merges)).toEqual(alone);
    }),
    { numRuns: 3000 },
  );
  expect(sure).toBeGreaterThan(100);
});

it('hangs on them where a name is missing, a title stands above, or words stand below', () => {
  const names = [cell('text', 'name'), cell('text', 'sold')];
  const data = [cell('text', 'apple'), cell('number', '10')];
  const hangs = (rows: readonly PreviewRow[]) => hangsOnMerges(rows, detectHeader(rows));
  expect(hangs([names, data, data])).toBe(false);
  expect(hangs([[cell('text', 'sales')], names, data, data])).toBe(true);
  expect(hangs([[cell('text', 'name'), missing], data, data])).toBe(true);
  expect(hangs([names, [cell('text', 'of fruit'), cell('text', '(kg)')], data, data])).toBe(true);
});

function cell(kind: PreviewCell['kind'], text: string): PreviewCell {
  return { kind, text };
}

function rowOf(cells: number) {
  return { minLength: cells, maxLength: cells };
}

/** Only the first of merged cells has a value. */
function emptied(rows: readonly PreviewRow[], merges: readonly MergedRange[]): PreviewRow[] {
  return rows.map((row, at) =>
    row.map((value, column) => {
      const isCovered = merges.some(
        ({ firstRow, lastRow, firstColumn, lastColumn }) =>
          at >= firstRow &&
          at <= lastRow &&
          column >= firstColumn &&
          column <= lastColumn &&
          (at !== firstRow || column !== firstColumn),
      );
      return isCovered ? missing : value;
    }),
  );
}
