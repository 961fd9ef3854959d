import type { StateCreator } from 'zustand';
import type { FaultData } from '../../contract/faults.ts';
import type { DroppedFolder, FileInspection, SheetPreview, Ticket } from '../../contract/files.ts';
import type { Priority } from '../../contract/job-states.ts';
import type { Reading } from '../../contract/reading.ts';

/** What chosen files can be used for on the start screen. */
export const startRecipes = ['profile', 'compare', 'train', 'predict'] as const;
export type StartRecipe = (typeof startRecipes)[number];

/** One sheet's preview: on its way, there, or why not. */
export type PreviewState =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly preview: SheetPreview }
  | { readonly state: 'fault'; readonly fault: FaultData };

/** What a person may ask for in the reading of one sheet; see contract/reading.ts. */
export type SheetReading = Omit<Reading, 'sheet'>;

/** A file the person has put on the start screen. */
export interface ChosenItem {
  /** A key of this window; two choices of the same file are two items. */
  readonly key: string;
  readonly fileName: string;
  readonly sizeBytes: number | null;
  readonly ticket: Ticket | null;
  /** The folder it came with, and its place in there; null: it was chosen by itself. */
  readonly folderKey: string | null;
  readonly subfolder: string;
  /** `unread`: one of very many, looked at only when it is shown. */
  readonly state: 'unread' | 'reading' | 'ready' | 'fault';
  readonly fault: FaultData | null;
  readonly inspection: FileInspection | null;
  /** The sheets that become jobs; empty before it was read: the first that holds a table. */
  readonly sheets: readonly string[];
  readonly shownSheet: string | null;
  readonly previews: Readonly<Record<string, PreviewState>>;
  /** How sheets are to be read, by name, as far as the person has a say in it. */
  readonly readings: Readonly<Record<string, Partial<SheetReading>>>;
}

/** A folder the person has put on the start screen. */
export interface ChosenFolder {
  readonly key: string;
  readonly name: string;
  readonly skipped: DroppedFolder['skipped'];
  readonly isOpen: boolean;
}

/** How the chosen files are started. */
export interface StartOptions {
  readonly priority: Priority;
  /** As the field for a date and time holds it; null: at once. */
  readonly startAt: string | null;
  readonly isReuseAllowed: boolean;
  /** An earlier file that the chosen ones are compared with beside what else is done; null: none. */
  readonly since: { readonly ticket: string; readonly fileName: string } | null;
  /** What the batch is called; empty: after the folder or the first file. */
  readonly name: string;
}

export const usualOptions: StartOptions = {
  priority: 'normal',
  startAt: null,
  isReuseAllowed: true,
  since: null,
  name: '',
};

export interface StartSlice {
  readonly items: readonly ChosenItem[];
  readonly folders: readonly ChosenFolder[];
  readonly shownKey: string | null;
  readonly recipe: StartRecipe;
  readonly startOptions: StartOptions;
  readonly addItems: (items: readonly ChosenItem[], folders?: readonly ChosenFolder[]) => void;
  readonly changeItem: (key: string, change: (item: ChosenItem) => Partial<ChosenItem>) => void;
  readonly removeItems: (keys: ReadonlySet<string>) => void;
  readonly removeFolder: (key: string) => void;
  readonly toggleFolder: (key: string) => void;
  readonly clearItems: () => void;
  readonly showItem: (key: string) => void;
  readonly pickRecipe: (recipe: StartRecipe) => void;
  readonly changeStartOptions: (part: Partial<StartOptions>) => void;
}

type Chosen = Pick<StartSlice, 'items' | 'folders' | 'shownKey'>;

/** `chosen` without these items; a folder goes with its last one, and a neighbour of the one on show takes its place. */
function without({ items, folders, shownKey }: Chosen, isGone: (item: ChosenItem) => boolean): Chosen {
  const kept = items.filter((item) => !isGone(item));
  const filled = new Set(kept.map((item) => item.folderKey));
  const place = items.findIndex((item) => item.key === shownKey);
  const isShownKept = kept.some((item) => item.key === shownKey);
  const after = items.slice(Math.max(place, 0)).find((item) => !isGone(item));
  return {
    items: kept,
    folders: folders.filter(({ key }) => filled.has(key)),
    shownKey: isShownKept ? shownKey : ((after ?? kept.at(-1))?.key ?? null),
  };
}

export const createStartSlice: StateCreator<StartSlice> = (set) => ({
  items: [],
  folders: [],
  shownKey: null,
  recipe: 'profile',
  startOptions: usualOptions,
  addItems: (added, folders = []) =>
    set((state) => ({
      items: [...state.items, ...added],
      folders: [...state.folders, ...folders],
      shownKey: state.shownKey ?? added[0]?.key ?? null,
    })),
  changeItem: (key, change) =>
    set((state) => ({ items: state.items.map((item) => (item.key === key ? { ...item, ...change(item) } : item)) })),
  removeItems: (keys) => set((state) => without(state, (item) => keys.has(item.key))),
  removeFolder: (key) => set((state) => without(state, (item) => item.folderKey === key)),
  toggleFolder: (key) =>
    set(({ folders }) => ({
      folders: folders.map((folder) => (folder.key === key ? { ...folder, isOpen: !folder.isOpen } : folder)),
    })),
  clearItems: () => set({ items: [], folders: [], shownKey: null }),
  showItem: (shownKey) => set({ shownKey }),
  pickRecipe: (recipe) => set({ recipe }),
  changeStartOptions: (part) => set(({ startOptions }) => ({ startOptions: { ...startOptions, ...part } })),
});
