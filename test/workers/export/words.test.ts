import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { columnsNote, readColumnsNote } from '../../../workers/explore/column-note.ts';
import { StoredFile } from '../../../workers/explore/parquet/stored-file.ts';
import { copyView } from '../../../workers/explore/view/copy-view.ts';
import { wordedCells } from '../../../workers/export/worded-cells.ts';
import { cellKind, dictionaryText } from '../../../workers/tabular/segment.ts';
import fc from '../../builders/fast-check.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import { quietContext, storeTable, type TestColumn } from '../explore/stored-table.ts';
import { exportTable } from './export-table.ts';
import { hasOpenpyxl, readWithOpenpyxl } from './read-with-openpyxl.ts';

const { folder } = temporaryFolder();
const words = { yes: '及格', no: '不及格' };
const columns: readonly TestColumn[] = [
  { name: 'passed', type: 'boolean', words, cells: [true, false, null, true] },
  { name: 'plain', type: 'boolean', cells: [true, false, null, true] },
];

it('the words of a column are kept with its rows', async () => {
  const { path: stored } = await storeTable(folder, columns);
  const table = new StoredFile(stored);
  expect(readColumnsNote(table.notes.get(columnsNote)).map((column) => column.words)).toEqual([words, undefined]);
  table.close();
});

it.skipIf(!hasOpenpyxl)('a workbook has the words of the file, and TRUE and FALSE where there are none', async () => {
  const { path: made } = await exportTable(folder, columns, { format: 'xlsx' });
  const [sheet] = readWithOpenpyxl(made);
  expect(sheet!.rows.slice(1)).toEqual([
    ['及格', true],
    ['不及格', false],
    [null, null],
    ['及格', true],
  ]);
});

it('text has the words too; a format that programs read keeps truth values', async () => {
  const csv = await exportTable(folder, columns, { format: 'csv' });
  expect(readFileSync(csv.path, 'utf8').split('\r\n').slice(1, 4)).toEqual(['及格,true', '不及格,false', ',']);
  const json = await exportTable(folder, columns, { format: 'jsonl' });
  expect(JSON.parse(readFileSync(json.path, 'utf8').split('\n')[1]!)).toEqual({ passed: false, plain: false });
});

it('what is copied has the words', async () => {
  const { path: stored } = await storeTable(folder, columns);
  const order = { path: stored, orderPath: null, columns: [0, 1], rows: { offset: 0, limit: 2 } };
  const { text } = await copyView({ ...order, hasHeader: false, maxBytes: 1000, spillFolder: folder }, quietContext());
  expect(text).toBe('及格\tTRUE\r\n不及格\tFALSE');
});

it('only truth values become words, whatever stands beside them', () => {
  const cell = fc.oneof(
    fc.boolean(),
    fc.constantFrom('', 'yes', 'ß', '数'),
    fc.double({ noNaN: true }),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 40 }), (cells) => {
      const texts = [...new Set(cells.filter((one) => typeof one === 'string'))];
      const bytes = texts.map((text) => Buffer.from(text));
      const offsets = Uint32Array.from([0, ...bytes.map((_, at) => Buffer.concat(bytes.slice(0, at + 1)).length)]);
      const dictionary = { count: texts.length, offsets, bytes: Buffer.concat(bytes), hashes: null };
      const kindOf = (one: (typeof cells)[number]) =>
        one === null ? cellKind.missing : (cellKind[typeof one as 'number' | 'boolean'] ?? cellKind.text);
      const kinds = Uint8Array.from(cells, (one) => (typeof one === 'string' ? cellKind.text : kindOf(one)));
      const numbers = Float64Array.from(cells, (one) => Number(one ?? Number.NaN));
      const codes = Uint32Array.from(cells, (one) => (typeof one === 'string' ? texts.indexOf(one) : 0));
      const made = wordedCells({ kinds, numbers, codes, dictionary }, words);
      const told = cells.map((_, row) => {
        if (made.kinds[row] === cellKind.missing) return null;
        if (made.kinds[row] === cellKind.number) return made.numbers![row];
        return dictionaryText(made.dictionary!, made.codes![row]!);
      });
      expect(told).toEqual(cells.map((one) => (one === true ? words.yes : one === false ? words.no : one)));
    }),
  );
});
