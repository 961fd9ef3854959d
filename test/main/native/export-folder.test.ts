import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExportFolder } from '../../../main/native/export-folder.ts';

let folder = '';
let source = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-export-'));
  source = path.join(folder, 'artifact');
  await writeFile(source, 'report');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('createExportFolder', () => {
  it('saves beside what is there and never over it', async () => {
    const exports = createExportFolder(path.join(folder, 'Auspex'));
    const first = await exports.save(source, 'a profile.xlsx');
    await writeFile(await exports.pathOf(first.exportId), 'edited by the person');
    const second = await exports.save(source, 'a profile.xlsx');
    expect([first.fileName, second.fileName]).toEqual(['a profile.xlsx', 'a profile 2.xlsx']);
    expect(first.folderName).toBe('Auspex');
    expect(await readFile(await exports.pathOf(first.exportId), 'utf8')).toBe('edited by the person');
    expect(await readFile(await exports.pathOf(second.exportId), 'utf8')).toBe('report');
  });

  it('knows only what it saved, and notices when that is gone', async () => {
    const exports = createExportFolder(folder);
    const saved = await exports.save(source, 'b.json');
    await rm(await exports.pathOf(saved.exportId));
    await expect(exports.pathOf(saved.exportId)).rejects.toMatchObject({
      code: 'EXPORT_MISSING',
      values: { file: 'b.json' },
    });
    await expect(exports.pathOf('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'EXPORT_MISSING',
    });
  });

  it('says so when the folder cannot be made', async () => {
    const exports = createExportFolder(path.join(source, 'below a file'));
    await expect(exports.save(source, 'c.json')).rejects.toMatchObject({ code: 'EXPORT_NOT_WRITABLE' });
    const inFile = createExportFolder(source);
    await expect(inFile.save(source, 'c.json')).rejects.toMatchObject({ code: 'EXPORT_NOT_WRITABLE' });
  });
});
