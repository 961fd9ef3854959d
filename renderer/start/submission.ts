import type { SubmissionInput } from '../../contract/recipes.ts';
import type { Locale } from '../../contract/texts.ts';
import { comparedItems } from '../compare/compared-items.ts';
import { momentOf } from '../parts/local-date-time.ts';
import type { CompareDraft } from '../store/comparison-slice.ts';
import type { PredictDraft, TrainDraft } from '../store/prediction-slice.ts';
import type { ChosenFolder, ChosenItem, StartOptions, StartRecipe } from '../store/start-slice.ts';
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

/** What is to be done with the files: the recipe, how it is started, and what each recipe is to be like. */
export interface StartWish {
  readonly recipe: StartRecipe;
  readonly options: StartOptions;
  readonly training: TrainDraft;
  readonly comparison: CompareDraft;
  readonly prediction: PredictDraft;
  /** Language of what a prediction writes. */
  readonly locale: Locale;
}

/**
 * The request that starts `items`; null while it is not known what to predict or with which model. Where sheets were chosen they
 * are named: what runs is what the person saw.
 */
export function submissionOf(
  items: readonly ChosenItem[],
  { recipe, options, training, comparison, prediction, locale }: StartWish,
  folders: readonly ChosenFolder[] = [],
): SubmissionInput | null {
  const shared = {
    priority: options.priority,
    startAtMs: options.startAt === null ? null : momentOf(options.startAt),
    isReuseAllowed: options.isReuseAllowed,
    name: options.name.trim() || nameAfterFolder(items, folders),
  };
  if (recipe === 'train') {
    if (training.target === null) return null;
    const options = { ...training.options, target: training.target };
    return { ...shared, recipe, ...trainingInputs(items, training.testKeys, options) };
  }
  if (recipe === 'compare') {
    const sides = comparedItems(items, comparison);
    const [earlier, later] = [sides.earlier && firstTableOf(sides.earlier), sides.later && firstTableOf(sides.later)];
    if (!earlier || !later) return null;
    return { ...shared, recipe, inputs: [later], otherInputs: [earlier], options: comparison.options };
  }
  const inputs = items.flatMap(inputOf);
  if (recipe === 'predict') {
    if (prediction.modelId === null) return null;
    return { ...shared, recipe, inputs, options: { ...prediction.options, modelId: prediction.modelId, locale } };
  }
  // A profile takes the earlier file along: a comparison is made beside it.
  return { ...shared, recipe, inputs, since: options.since && { ticket: options.since.ticket, tables: null } };
}

type Inputs = SubmissionInput['inputs'];

function inputOf(item: ChosenItem): Inputs {
  if (!item.ticket) return [];
  return [{ ticket: item.ticket.id, tables: isUnseen(item) ? null : tablesOf(item) }];
}

/** One job of all tables: the first is its file, the others go along, those the model is scored on last. */
function trainingInputs<O extends object>(items: readonly ChosenItem[], testKeys: readonly string[], options: O) {
  const isTest = ({ key }: ChosenItem) => testKeys.includes(key);
  const tables = (of: readonly ChosenItem[]) => of.flatMap(inputOf).flatMap(tableByTable);
  const tests = tables(items.filter(isTest));
  const [first, ...others] = tables(items.filter((item) => !isTest(item)));
  return {
    inputs: first ? [first] : [],
    otherInputs: [...others, ...tests],
    options: { ...options, testInputs: tests.length },
  };
}

function tableByTable(input: Inputs[number]): Inputs {
  return input.tables ? input.tables.map((table) => ({ ticket: input.ticket, tables: [table] })) : [input];
}

/** The first of a file's tables that are taken; null while there is none. */
export function firstTableOf(item: ChosenItem): Inputs[number] | null {
  return inputOf(item).flatMap(tableByTable)[0] ?? null;
}

/** Files that a training learns from; those it is only scored on left out. */
export function trainedOn(items: readonly ChosenItem[], testKeys: readonly string[]): readonly ChosenItem[] {
  return items.filter(({ key }) => !testKeys.includes(key));
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
