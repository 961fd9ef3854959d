import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import { makeFolder } from '../../engine/files/make-folder.ts';
import { numberedName } from '../../engine/files/report-file-name.ts';

export interface SavedReport {
  readonly exportId: string;
  readonly fileName: string;
  /** Only the folder's own name: paths stay on this side. */
  readonly folderName: string;
}

/** Where reports are saved for the person. Remembers what it saved, so that the renderer can name it without a path. */
export interface ExportFolder {
  readonly save: (sourceFile: string, fileName: string) => Promise<SavedReport>;
  /** For what `write` puts into the folder itself; it gives the path. */
  readonly saveWith: (write: (folder: string) => Promise<string>) => Promise<SavedReport>;
  /** The path of what was saved. Throws EXPORT_MISSING when it is gone. */
  readonly pathOf: (exportId: string) => Promise<string>;
}

/** Saved under its own name, the next free number added; nothing of the person's is ever overwritten. */
export function createExportFolder(folder: string): ExportFolder {
  const savedPaths = new Map<string, string>();
  const remember = (file: string): SavedReport => {
    const exportId = randomUUID();
    savedPaths.set(exportId, file);
    return { exportId, fileName: path.basename(file), folderName: path.basename(folder) };
  };
  return {
    save: async (sourceFile, fileName) => remember(await copyUnderFreeName(sourceFile, folder, fileName)),
    saveWith: async (write) => remember(await write(folder)),
    pathOf: async (exportId) => {
      const file = savedPaths.get(exportId);
      const isThere = file !== undefined && (await stat(file).catch(() => null)) !== null;
      if (!isThere) throw new Fault('EXPORT_MISSING', { file: file === undefined ? '' : path.basename(file) });
      return file;
    },
  };
}

async function copyUnderFreeName(sourceFile: string, folder: string, fileName: string): Promise<string> {
  for (let number = 1; ; number++) {
    const file = path.join(folder, numberedName(fileName, number));
    try {
      await makeFolder(folder);
      await copyFile(sourceFile, file, constants.COPYFILE_EXCL);
      return file;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST' && (await isFile(file))) continue;
      if (code === 'ENOSPC' || code === 'EDQUOT') {
        await rm(file, { force: true });
        throw new Fault('DISK_FULL', {}, { cause: error });
      }
      throw new Fault('EXPORT_NOT_WRITABLE', { folder: path.basename(folder) }, { cause: error });
    }
  }
}

/** Whether the name is taken; a file where the folder should be is another matter. */
async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}
