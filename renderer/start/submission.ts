import type { RecipeName, SubmissionInput } from '../../contract/recipes.ts';
import { momentOf } from '../parts/local-date-time.ts';
import type { ChosenFolder, ChosenItem, StartOptions } from '../store/start-slice.ts';
import { asksForMore, holdsOneTable, readingOf } from './sheet-reading.ts';

/** What of the chosen files can start now, and what is left out. */
export interface StartPlan {
  readonly ready: readonly ChosenItem[];
  /** Jobs that would be made: one for each chosen sheet. */
  readonly tableCount: number;
  /** Files that were not looked into: they start with the first sheet that holds a table. */
  readonly unseenCount: number;
  readonly faultCount: number;
}

const isUnseen = ({ state }: ChosenItem) => state === 'reading' || state === 'unread';

/** Everything that has a ticket can start; a person who has dropped a thousand files does not wait until all are read. */
export function planStart(items: readonly ChosenItem[]): StartPlan {
  const ready = items.filter(
    (item) => item.ticket && (isUnseen(item) || (item.state === 'ready' && item.sheets.length > 0)),
  );
  return {
    ready,
    tableCount: ready.reduce((count, item) => count + Math.max(1, item.sheets.length), 0),
    unseenCount: ready.filter(isUnseen).length,
    faultCount: items.filter((item) => item.state === 'fault').length,
  };
}

/** The request that starts `items`. Where sheets were chosen they are named: what runs is what the person saw. */
export function submissionOf(
  items: readonly ChosenItem[],
  recipe: RecipeName,
  options: StartOptions,
  folders: readonly ChosenFolder[] = [],
): SubmissionInput {
  return {
    ...recipeOf(recipe, options),
    priority: options.priority,
    startAtMs: options.startAt === null ? null : momentOf(options.startAt),
    isReuseAllowed: options.isReuseAllowed,
    name: options.name.trim() || nameAfterFolder(items, folders),
    inputs: items.flatMap((item) => {
      if (!item.ticket) return [];
      return [{ ticket: item.ticket.id, tables: isUnseen(item) ? null : tablesOf(item) }];
    }),
  };
}

/** A profile takes the earlier file along: a comparison is made beside it. */
function recipeOf(recipe: RecipeName, { since }: StartOptions) {
  const earlier = since && { ticket: since.ticket, tables: null };
  return recipe === 'profile' ? { recipe, since: earlier } : { recipe };
}

/** The chosen sheets as the person wants them read; null: the only table of a file, with nothing asked for. */
function tablesOf(item: ChosenItem): SubmissionInput['inputs'][number]['tables'] {
  if (!holdsOneTable(item)) return item.sheets.map((sheet) => ({ ...item.readings[sheet], sheet }));
  const reading = { ...readingOf(item, item.sheets[0] ?? null), sheet: null };
  return asksForMore(reading) ? [reading] : null;
}

/** Files of one folder are called after it; the engine finds a name for others. */
export function nameAfterFolder(items: readonly ChosenItem[], folders: readonly ChosenFolder[]): string | null {
  const keys = new Set(items.map((item) => item.folderKey));
  const [key] = keys;
  return keys.size === 1 ? (folders.find((folder) => folder.key === key)?.name ?? null) : null;
}

/** Why these options cannot be used at `nowMs`; null when they can. */
export function optionTrouble({ startAt }: StartOptions, nowMs: number): 'noTime' | 'timePast' | null {
  if (startAt === null) return null;
  const startAtMs = momentOf(startAt);
  if (startAtMs === null) return 'noTime';
  return startAtMs < nowMs ? 'timePast' : null;
}
