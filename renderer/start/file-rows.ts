import type { ChosenFolder, ChosenItem } from '../store/start-slice.ts';

/** A line of the list of chosen files. */
export type FileRow =
  | { readonly type: 'folder'; readonly folder: ChosenFolder; readonly fileCount: number; readonly sizeBytes: number }
  | { readonly type: 'file'; readonly item: ChosenItem };

/** The chosen files as lines, those of a folder below its own line; a closed folder shows only that. */
export function fileRows(items: readonly ChosenItem[], folders: readonly ChosenFolder[]): readonly FileRow[] {
  const byFolder = new Map<string, ChosenItem[]>();
  for (const item of items) {
    if (item.folderKey === null) continue;
    const siblings = byFolder.get(item.folderKey);
    if (siblings) siblings.push(item);
    else byFolder.set(item.folderKey, [item]);
  }
  const byKey = new Map(folders.map((folder) => [folder.key, folder]));
  const shown = new Set<string>();
  return items.flatMap((item): readonly FileRow[] => {
    const folder = item.folderKey === null ? undefined : byKey.get(item.folderKey);
    if (!folder) return [{ type: 'file', item }];
    if (shown.has(folder.key)) return [];
    shown.add(folder.key);
    const files = byFolder.get(folder.key) ?? [];
    const sizeBytes = files.reduce((sum, file) => sum + (file.sizeBytes ?? 0), 0);
    const head: FileRow = { type: 'folder', folder, fileCount: files.length, sizeBytes };
    return folder.isOpen ? [head, ...files.map((file): FileRow => ({ type: 'file', item: file }))] : [head];
  });
}

/** The key of the file `step` places from the one on show; null at the ends and where none is on show. */
export function neighbourKey(rows: readonly FileRow[], shownKey: string | null, step: 1 | -1): string | null {
  const keys = rows.flatMap((row) => (row.type === 'file' ? [row.item.key] : []));
  const place = shownKey === null ? -1 : keys.indexOf(shownKey);
  return place < 0 ? (keys[0] ?? null) : (keys[place + step] ?? null);
}
