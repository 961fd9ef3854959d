import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { putFolder } from '../../../../engine/timetable/deliveries/put-folder.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';

const { folder: root } = temporaryFolder();
let folder: string;
let count = 0;
beforeEach(() => {
  folder = path.join(root, `folders-${++count}`);
  mkdirSync(folder);
});

const filesOf = (files: Readonly<Record<string, string>>) => async (made: string) => {
  mkdirSync(made);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(made, name), text);
};
const groups = filesOf({ '软件工程.xlsx': 'one', '网络工程.xlsx': 'two' });

describe('putting a folder into a folder', () => {
  it('leaves it there complete and nothing else', async () => {
    expect(await putFolder(groups, folder, 'grades predictions', 'id')).toBe(true);
    expect(readdirSync(folder)).toEqual(['grades predictions']);
    expect(readFileSync(path.join(folder, 'grades predictions', '网络工程.xlsx'), 'utf8')).toBe('two');
  });

  it('overwrites neither a folder of other files nor a file', async () => {
    await filesOf({ '软件工程.xlsx': 'of the person' })(path.join(folder, 'grades'));
    writeFileSync(path.join(folder, 'note'), 'of the person');
    expect(await putFolder(groups, folder, 'grades', 'id')).toBe(false);
    expect(await putFolder(groups, folder, 'note', 'id')).toBe(false);
    expect(readdirSync(folder).toSorted()).toEqual(['grades', 'note']);
    expect(readdirSync(path.join(folder, 'grades'))).toEqual(['软件工程.xlsx']);
  });

  it('makes no second copy after a try that was interrupted', async () => {
    // Before the name was given …
    await filesOf({ 'half.xlsx': 'o' })(path.join(folder, '.auspex-id.part'));
    expect(await putFolder(groups, folder, 'grades', 'id')).toBe(true);
    // … and after it.
    expect(await putFolder(groups, folder, 'grades', 'id')).toBe(true);
    expect(readdirSync(folder)).toEqual(['grades']);
    expect(readdirSync(path.join(folder, 'grades'))).toHaveLength(2);
  });

  it('leaves nothing behind when the files cannot be made', async () => {
    const failing = async (made: string) => {
      mkdirSync(made);
      throw new Error('full');
    };
    await expect(putFolder(failing, folder, 'grades', 'id')).rejects.toThrow('full');
    expect(readdirSync(folder)).toEqual([]);
  });
});
