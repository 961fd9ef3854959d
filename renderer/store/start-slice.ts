import type { StateCreator } from 'zustand';
import type { FaultData } from '../../contract/faults.ts';
import type { FileInspection, SheetPreview, Ticket } from '../../contract/files.ts';
import type { RecipeName } from '../../contract/recipes.ts';

/** One sheet's preview: on its way, there, or why not. */
export type PreviewState =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly preview: SheetPreview }
  | { readonly state: 'fault'; readonly fault: FaultData };

/** A file the person has put on the start screen. */
export interface ChosenItem {
  /** A key of this window; two choices of the same file are two items. */
  readonly key: string;
  readonly fileName: string;
  readonly sizeBytes: number | null;
  readonly ticket: Ticket | null;
  readonly state: 'reading' | 'ready' | 'fault';
  readonly fault: FaultData | null;
  readonly inspection: FileInspection | null;
  /** The sheets that become jobs. */
  readonly sheets: readonly string[];
  readonly shownSheet: string | null;
  readonly previews: Readonly<Record<string, PreviewState>>;
}

export interface StartSlice {
  readonly items: readonly ChosenItem[];
  readonly shownKey: string | null;
  readonly recipe: RecipeName;
  readonly addItems: (items: readonly ChosenItem[]) => void;
  readonly changeItem: (key: string, change: (item: ChosenItem) => Partial<ChosenItem>) => void;
  readonly removeItem: (key: string) => void;
  readonly clearItems: () => void;
  readonly showItem: (key: string) => void;
  readonly pickRecipe: (recipe: RecipeName) => void;
}

export const createStartSlice: StateCreator<StartSlice> = (set) => ({
  items: [],
  shownKey: null,
  recipe: 'profile',
  addItems: (added) =>
    set((state) => ({ items: [...state.items, ...added], shownKey: state.shownKey ?? added[0]?.key ?? null })),
  changeItem: (key, change) =>
    set((state) => ({ items: state.items.map((item) => (item.key === key ? { ...item, ...change(item) } : item)) })),
  removeItem: (key) =>
    set((state) => {
      const place = state.items.findIndex((item) => item.key === key);
      const items = state.items.filter((item) => item.key !== key);
      const neighbour = items[Math.min(Math.max(place, 0), items.length - 1)]?.key ?? null;
      return { items, shownKey: state.shownKey === key ? neighbour : state.shownKey };
    }),
  clearItems: () => set({ items: [], shownKey: null }),
  showItem: (shownKey) => set({ shownKey }),
  pickRecipe: (recipe) => set({ recipe }),
});
