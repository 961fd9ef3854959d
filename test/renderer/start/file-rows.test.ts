import { describe, expect, it } from 'vitest';
import type { TicketAnswer } from '../../../contract/files.ts';
import { chosenOf } from '../../../renderer/start/chosen-items.ts';
import { fileRows, neighbourKey } from '../../../renderer/start/file-rows.ts';
import { buildFolder, buildItem, buildTicket } from '../build-item.ts';

const folderAnswer = (count: number): TicketAnswer => ({
  type: 'folder',
  folder: {
    name: 'plants',
    files: Array.from({ length: count }, (_, index) => ({ ticket: buildTicket(`${index}.csv`), subfolder: 'x' })),
    skipped: { otherFiles: 2, hidden: 0, unreadable: 0, hasMore: false },
  },
});

describe('chosenOf', () => {
  it('puts files, folders and what could not be had on the screen, in their order', () => {
    const { items, folders } = chosenOf(
      [
        { type: 'file', ticket: buildTicket('a.xlsx') },
        folderAnswer(2),
        { type: 'fault', fileName: 'b.csv', fault: { code: 'FILE_EMPTY', values: { file: 'b.csv' }, detail: null } },
      ],
      0,
    );
    expect(items.map(({ fileName, state }) => [fileName, state])).toEqual([
      ['a.xlsx', 'reading'],
      ['0.csv', 'reading'],
      ['1.csv', 'reading'],
      ['b.csv', 'fault'],
    ]);
    expect(folders).toMatchObject([{ name: 'plants', isOpen: true }]);
    expect(items.map(({ folderKey }) => folderKey)).toEqual([null, folders[0]?.key, folders[0]?.key, null]);
  });

  it('reads only so many by itself, those on the screen already counted', () => {
    const read = (present: number) =>
      chosenOf([folderAnswer(1000)], present).items.filter(({ state }) => state === 'reading').length;
    expect([read(0), read(150), read(5000)]).toEqual([200, 50, 0]);
  });
});

describe('fileRows', () => {
  const inside = (key: string) => buildItem(key, { folderKey: 'f', sizeBytes: 10 });
  const items = [buildItem('a'), inside('b'), inside('c'), buildItem('d')];

  it('lists the files of a folder below it, with what they are together', () => {
    const rows = fileRows(items, [buildFolder('f')]);
    expect(rows.map((row) => (row.type === 'file' ? row.item.key : row.folder.key))).toEqual(['a', 'f', 'b', 'c', 'd']);
    expect(rows[1]).toMatchObject({ fileCount: 2, sizeBytes: 20 });
  });

  it('hides the files of a closed folder', () => {
    expect(fileRows(items, [buildFolder('f', { isOpen: false })])).toHaveLength(3);
  });

  it('leads from file to file over folders, and stops at the ends', () => {
    const rows = fileRows(items, [buildFolder('f')]);
    expect(neighbourKey(rows, 'a', 1)).toBe('b');
    expect(neighbourKey(rows, 'b', -1)).toBe('a');
    expect(neighbourKey(rows, 'd', 1)).toBeNull();
    expect(neighbourKey(rows, null, 1)).toBe('a');
  });
});
