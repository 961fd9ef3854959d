import { expect, it } from 'vitest';
import { columnsNote, readColumnsNote } from '../../../workers/explore/column-note.ts';
import { StoredFile } from '../../../workers/explore/parquet/stored-file.ts';
import { StoredRows } from '../../../workers/export/stored-rows.ts';
import { cellKind, dictionaryText } from '../../../workers/tabular/segment.ts';
import fc from '../../builders/fast-check.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import { storeTable, type TestCell } from './stored-table.ts';

const { folder } = temporaryFolder();

/** Stores one mixed column and reads it back with its kinds. */
async function storedAndRestored(cells: readonly TestCell[], segmentRows?: number) {
  const { path } = await storeTable(folder, [{ name: 'mixed', type: 'mixed', cells }], segmentRows);
  const stored = new StoredFile(path);
  try {
    const [noted] = readColumnsNote(stored.notes.get(columnsNote));
    const restored: TestCell[] = [];
    const wanted = [{ place: 0, restoredKinds: noted!.restoredKinds }];
    for (const { cells, from, to } of new StoredRows(stored, wanted).slices(0, stored.rows, 5)) {
      const { codes, dictionary, kinds, numbers } = cells[0]!;
      for (let row = from; row < to; row++) {
        const kind = kinds[row];
        if (kind === cellKind.missing) restored.push(null);
        else if (kind === cellKind.number) restored.push(numbers![row]!);
        else if (kind === cellKind.boolean) restored.push(numbers![row] === 1);
        else if (kind === cellKind.date) restored.push(new Date(numbers![row]!));
        else restored.push(dictionaryText(dictionary!, codes![row]!));
      }
    }
    return { restored, kinds: noted!.restoredKinds ?? [] };
  } finally {
    stored.close();
  }
}

const moment = new Date('2024-03-01T08:30:00Z');

it('gives every cell of a mixed column back as it was', async () => {
  const cells = [
    1,
    'one',
    null,
    0.1 + 0.2,
    true,
    moment,
    new Date('2024-03-01Z'),
    '#N/A',
    -1e-7,
    '007',
    'TRUE',
    '1,200',
  ];
  expect(await storedAndRestored(cells, 5)).toEqual({ restored: cells, kinds: ['number', 'boolean', 'date', 'error'] });
});

it('leaves texts where a text of the column has the form of a number', async () => {
  expect(await storedAndRestored([1, '2', true, 'x'])).toEqual({ restored: ['1', '2', true, 'x'], kinds: ['boolean'] });
});

it('never takes a text for something else, nor a number for another one', async () => {
  const cell = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.string({ minLength: 1 }).filter((text) => !text.startsWith('#')),
    fc.constantFrom('1', '1e3', '1e+21', 'true', 'True', '2024-03-01', '2024-02-30', '-0', ' 1', '0x10', 'Infinity'),
    fc.boolean(),
    fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 30 }), async (cells) => {
      const mixed = [...cells, 'certainly text'];
      const { restored } = await storedAndRestored(mixed);
      for (const [row, written] of mixed.entries()) {
        if (typeof written === 'string') expect(restored[row]).toBe(written);
        else if (typeof restored[row] !== 'string') expect(restored[row]).toEqual(written === 0 ? 0 : written);
      }
    }),
    { numRuns: 60 },
  );
});
