import type { Ticket } from '../../contract/files.ts';
import type { ChosenFolder, ChosenItem } from '../../renderer/store/start-slice.ts';

export function buildTicket(fileName = 'a.xlsx', sizeBytes = 3_400_000): Ticket {
  return { id: crypto.randomUUID(), fileName, sizeBytes, modifiedAtMs: 0 };
}

/** A workbook of which two sheets are taken, with `parts` in place of its own. */
export function buildItem(key: string, parts: Partial<ChosenItem> = {}): ChosenItem {
  const ticket = buildTicket(`${key}.xlsx`);
  return {
    key,
    ticket,
    fileName: ticket.fileName,
    sizeBytes: ticket.sizeBytes,
    folderKey: null,
    subfolder: '',
    state: 'ready',
    fault: null,
    inspection: { format: 'xlsx', sheets: [], textFormat: null },
    sheets: ['A', 'B'],
    shownSheet: 'A',
    previews: {},
    readings: {},
    ...parts,
  };
}

export function buildFolder(key: string, parts: Partial<ChosenFolder> = {}): ChosenFolder {
  const skipped = { otherFiles: 0, hidden: 0, unreadable: 0, hasMore: false };
  return { key, name: `folder ${key}`, skipped, isOpen: true, ...parts };
}
