import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expandChosenFolder, expandFolder } from '../../../engine/files/expand-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), 'a\n1\n');
  }
}

const namesIn = (files: readonly { path: string }[]) =>
  files.map((file) => path.relative(folder, file.path).split(path.sep).join('/'));

describe('expanding a folder', () => {
  it('finds tables in natural order, a folder’s own before those of its subfolders', async () => {
    write('file 10.csv', 'File 2.xlsx', 'file 002 b.tsv', 'a/z.xlsm', 'a/1/deep.txt', 'b/成绩.csv');
    const { files, skipped } = await expandFolder(folder);
    expect(namesIn(files)).toEqual([
      'file 002 b.tsv',
      'File 2.xlsx',
      'file 10.csv',
      'a/z.xlsm',
      'a/1/deep.txt',
      'b/成绩.csv',
    ]);
    expect(files.map((file) => file.subfolder)).toEqual(['', '', '', 'a', 'a/1', 'b']);
    expect(skipped).toEqual({ otherFiles: 0, hidden: 0, unreadable: 0, hasMore: false });
  });

  it('passes by what is no table, hidden, locked or half downloaded, and counts it', async () => {
    write(
      'a.csv',
      'a.pdf',
      'README',
      '.secret.csv',
      '~$a.xlsx',
      '.~lock.a.xlsx#',
      'b.csv.part',
      'c.crdownload',
      '.git/x.csv',
    );
    const { files, skipped } = await expandFolder(folder);
    expect(namesIn(files)).toEqual(['a.csv']);
    expect(skipped).toEqual({ otherFiles: 2, hidden: 6, unreadable: 0, hasMore: false });
  });

  it('comes to an end where links go round, and takes each real folder once', async () => {
    write('a/x.csv');
    symlinkSync(folder, path.join(folder, 'a/round'));
    symlinkSync(path.join(folder, 'a'), path.join(folder, 'again'));
    symlinkSync('/nowhere/at/all', path.join(folder, 'dangling'));
    const { files, skipped } = await expandFolder(folder);
    expect(namesIn(files)).toEqual(['a/x.csv']);
    expect(skipped.otherFiles).toBe(1);
  });

  it('takes only so many and says so', async () => {
    write(...Array.from({ length: 12 }, (_, index) => `${index % 3}/${index}.csv`));
    expect((await expandFolder(folder, { maxTables: 12 })).skipped.hasMore).toBe(false);
    const { files, skipped } = await expandFolder(folder, { maxTables: 7 });
    expect(files).toHaveLength(7);
    expect(skipped.hasMore).toBe(true);
  });

  it('stays in the folder itself when asked to', async () => {
    write('a.csv', 'sub/b.csv');
    expect(namesIn((await expandFolder(folder, { includesSubfolders: false })).files)).toEqual(['a.csv']);
  });

  it('is a fault for a folder that is not there, is a file, or has no tables', async () => {
    write('a.docx');
    await expect(expandFolder(path.join(folder, 'gone'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
    await expect(expandFolder(path.join(folder, 'a.docx'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
    await expect(expandChosenFolder(folder)).rejects.toMatchObject({ code: 'FOLDER_WITHOUT_TABLES' });
  });
});
