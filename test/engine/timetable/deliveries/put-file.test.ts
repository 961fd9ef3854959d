import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { putFile } from '../../../../engine/timetable/deliveries/put-file.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';

const { folder: root, write } = temporaryFolder();
let folder: string;
let count = 0;
beforeEach(() => {
  folder = path.join(root, `out-${++count}`);
  mkdirSync(folder);
});

describe('putting a file into a folder', () => {
  it('leaves it there complete and nothing else', async () => {
    const source = write('report', 'content');
    expect(await putFile(source, folder, '成绩 profile.xlsx', 'id')).toBe(true);
    expect(readdirSync(folder)).toEqual(['成绩 profile.xlsx']);
    expect(readFileSync(path.join(folder, '成绩 profile.xlsx'), 'utf8')).toBe('content');
  });

  it('never overwrites what another has put there', async () => {
    writeFileSync(path.join(folder, 'a.xlsx'), 'foreign');
    expect(await putFile(write('report', 'content'), folder, 'a.xlsx', 'id')).toBe(false);
    expect(readFileSync(path.join(folder, 'a.xlsx'), 'utf8')).toBe('foreign');
    expect(readdirSync(folder)).toEqual(['a.xlsx']);
  });

  it('makes no second copy after a try that was interrupted', async () => {
    const source = write('report', 'content');
    // Before the name was given …
    writeFileSync(path.join(folder, '.auspex-id.part'), 'con');
    expect(await putFile(source, folder, 'a.xlsx', 'id')).toBe(true);
    // … and after it.
    writeFileSync(path.join(folder, '.auspex-id.part'), 'content');
    expect(await putFile(source, folder, 'a.xlsx', 'id')).toBe(true);
    expect(readdirSync(folder)).toEqual(['a.xlsx']);
    expect(readFileSync(path.join(folder, 'a.xlsx'), 'utf8')).toBe('content');
  });

  it('fails where the folder is not there, without making it', async () => {
    const gone = path.join(folder, 'gone');
    await expect(putFile(write('report', 'content'), gone, 'a.xlsx', 'id')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
