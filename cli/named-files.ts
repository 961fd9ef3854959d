import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type ExpandedFolder, expandChosenFolder } from '../engine/files/expand-folder.ts';
import type { Session } from './engine-session.ts';
import { say } from './texts.ts';

/**
 * The files that words of a command line name, as a person would write them. A folder stands for the tables in it and in its
 * subfolders, as one dropped on the window does. Throws FOLDER_WITHOUT_TABLES, FILE_NOT_READABLE of a folder that is named alone.
 */
export async function namedFiles(session: Session, words = session.invocation.words): Promise<string[]> {
  const files: string[] = [];
  for (const word of words) {
    const folder = session.resolve(word);
    const isFolder = (await stat(folder).catch(() => null))?.isDirectory() ?? false;
    if (!isFolder) {
      files.push(word);
      continue;
    }
    try {
      const expanded = await expandChosenFolder(folder);
      tellOf(expanded, word, session);
      for (const file of expanded.files) files.push(path.join(word, path.relative(folder, file.path)));
    } catch (error) {
      if (words.length === 1) throw error;
      // The others are not to suffer from it: it becomes a job that says why it cannot be done.
      files.push(word);
    }
  }
  return files;
}

/** What a batch of these words is called unless the person says: a folder alone after itself, everything else after its first file. */
export function batchNameOf({ invocation }: Session, files: readonly string[]): string | null {
  const { options, words } = invocation;
  if (options.name !== undefined) return options.name;
  const [only] = words;
  return words.length === 1 && only !== undefined && files[0] !== only ? path.basename(path.resolve(only)) : null;
}

function tellOf({ files, skipped }: ExpandedFolder, word: string, { locale, tell }: Session): void {
  const { hasMore, hidden, otherFiles, unreadable } = skipped;
  tell(say('folderTaken', locale, { folder: word, files: files.length, others: otherFiles + hidden + unreadable }));
  if (hasMore) tell(say('folderHasMore', locale, { folder: word }));
}
