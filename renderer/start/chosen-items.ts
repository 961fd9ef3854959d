import type { DroppedFolder, Ticket, TicketAnswer } from '../../contract/files.ts';
import type { ChosenFolder, ChosenItem } from '../store/start-slice.ts';

export interface Chosen {
  readonly items: readonly ChosenItem[];
  readonly folders: readonly ChosenFolder[];
}

/** Files that are looked at by themselves, on show or not; more would keep the disk busy for what nobody looks at. */
const mostRead = 200;

const blank = {
  folderKey: null,
  subfolder: '',
  state: 'reading',
  fault: null,
  ticket: null,
  sizeBytes: null,
  inspection: null,
  sheets: [],
  shownSheet: null,
  previews: {},
  readings: {},
} as const satisfies Partial<ChosenItem>;

/** An item for a file whose ticket is there. */
export function itemOf(ticket: Ticket): ChosenItem {
  const { fileName, sizeBytes } = ticket;
  return { ...blank, key: crypto.randomUUID(), ticket, fileName, sizeBytes };
}

/** What the answers put on the start screen beside `present` items. */
export function chosenOf(answers: readonly TicketAnswer[], present: number): Chosen {
  const items: ChosenItem[] = [];
  const folders: ChosenFolder[] = [];
  for (const answer of answers) {
    if (answer.type === 'file') items.push(itemOf(answer.ticket));
    else if (answer.type === 'fault') {
      const { fileName, fault } = answer;
      items.push({ ...blank, key: crypto.randomUUID(), fileName, state: 'fault', fault });
    } else {
      const folder = folderOf(answer.folder);
      folders.push(folder);
      for (const { ticket, subfolder } of answer.folder.files) {
        items.push({ ...itemOf(ticket), folderKey: folder.key, subfolder });
      }
    }
  }
  return { folders, items: items.map((item, index) => (present + index < mostRead ? item : unread(item))) };
}

function unread(item: ChosenItem): ChosenItem {
  return item.state === 'reading' ? { ...item, state: 'unread' } : item;
}

function folderOf({ name, skipped }: DroppedFolder): ChosenFolder {
  return { key: crypto.randomUUID(), name, skipped, isOpen: true };
}
