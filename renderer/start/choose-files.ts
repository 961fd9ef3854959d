import type { ExampleName } from '../../contract/desktop.ts';
import type { TicketAnswer } from '../../contract/files.ts';
import { callFault, client, requestTickets } from '../bridge/client.ts';
import { comparedItems } from '../compare/compared-items.ts';
import { notifyFailure } from '../parts/notify.ts';
import type { ChosenItem, StartRecipe } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import { chosenOf, itemOf } from './chosen-items.ts';
import { queue } from './reading-queue.ts';
import { readPreview } from './sheet-reading.ts';

/** Puts `files` and folders on the start screen and begins to read them; each that can not be had stands there with its fault. */
export async function chooseFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  useStore.getState().goTo('start');
  takeAnswers(await requestTickets(files));
}

/** The same for the tables of a folder that the person picks in the system's dialog. */
export async function chooseFolder(): Promise<void> {
  try {
    const { folder } = await client.desktop.openFolder();
    if (folder) takeAnswers([{ type: 'folder', folder }]);
  } catch (error) {
    notifyFailure(error);
  }
}

/** The same for examples that come with the app, for what they show best. */
export async function chooseExamples(names: readonly ExampleName[], recipe: StartRecipe): Promise<void> {
  try {
    const items: ChosenItem[] = [];
    for (const name of names) items.push(itemOf(await client.desktop.openExample({ name })));
    const [first] = items;
    if (!first) return;
    const { addItems, pickRecipe, showItem: show, recipe: present } = useStore.getState();
    addItems(items);
    // Somebody who is about to predict wants what lies there predicted.
    pickRecipe(present === 'predict' && recipe === 'profile' ? present : recipe);
    show(first.key);
    for (const item of items) readLater(item);
  } catch (error) {
    notifyFailure(error);
  }
}

/** Puts what became of files that were asked for on the start screen, and shows it. */
export function takeAnswers(answers: readonly TicketAnswer[]): void {
  const { addItems, goTo, items: present } = useStore.getState();
  goTo('start');
  const { items, folders } = chosenOf(answers, present.length);
  addItems(items, folders);
  placeOnSide(items);
  for (const item of items) if (item.state === 'reading') readLater(item);
  // What comes on show is read, however many there are.
  const { shownKey } = useStore.getState();
  if (shownKey !== null) showItem(shownKey);
}

/** The file that was meant for one side of a comparison goes there. */
function placeOnSide([first]: readonly ChosenItem[]): void {
  const { compareDraft, items, placeCompared, showItem: show } = useStore.getState();
  const { nextSide } = compareDraft;
  if (nextSide === null || !first) return;
  const sides = comparedItems(
    items.filter(({ key }) => key !== first.key),
    compareDraft,
  );
  placeCompared(nextSide, first.key, sides[nextSide === 'earlier' ? 'later' : 'earlier']?.key ?? null);
  show(first.key);
}

const chosenItem = (key: string) => useStore.getState().items.find((item) => item.key === key);

function readLater({ key, ticket }: ChosenItem): void {
  if (ticket) queue.add(() => readItem(key, ticket.id));
}

/** Brings `key` to the front: what the person looks at is read before what only waits. */
export function showItem(key: string): void {
  const { showItem: show } = useStore.getState();
  show(key);
  const item = chosenItem(key);
  if (item?.ticket && (item.state === 'reading' || item.state === 'unread')) {
    const ticketId = item.ticket.id;
    if (item.state === 'unread') useStore.getState().changeItem(key, () => ({ state: 'reading' }));
    queue.add(() => readItem(key, ticketId), 'first');
  }
}

const begun = new Set<string>();

/** Inspects one file and previews the sheet a job would take by itself. */
async function readItem(key: string, ticket: string): Promise<void> {
  if (!chosenItem(key) || begun.has(key)) return;
  begun.add(key);
  const { changeItem } = useStore.getState();
  try {
    const inspection = await client.files.inspectFile({ ticket });
    changeItem(key, () => ({ inspection }));
    await readDefaultSheet(key, ticket, inspection.sheets[0]?.name ?? null, inspection.sheets.length);
  } catch (error) {
    changeItem(key, () => ({ state: 'fault', fault: callFault(error) }));
  }
}

async function readDefaultSheet(key: string, ticket: string, firstName: string | null, sheetCount: number) {
  const { changeItem } = useStore.getState();
  try {
    const preview = await client.files.previewSheet({ ticket, reading: {} });
    changeItem(key, (item) => ({
      state: 'ready',
      sheets: [preview.sheet],
      shownSheet: preview.sheet,
      previews: { ...item.previews, [preview.sheet]: { state: 'ready', preview } },
    }));
  } catch (error) {
    // A workbook of several sheets may hold a table on one that is hidden: the person can still choose it.
    if (sheetCount < 2 || firstName === null) throw error;
    const fault = callFault(error);
    changeItem(key, (item) => ({
      state: 'ready',
      shownSheet: firstName,
      previews: { ...item.previews, [firstName]: { state: 'fault', fault } },
    }));
  }
}

/** Shows another sheet of an item, reading it if it was not read yet. */
export function showSheet(key: string, sheet: string): void {
  const { changeItem } = useStore.getState();
  changeItem(key, () => ({ shownSheet: sheet }));
  const item = chosenItem(key);
  if (item && !item.previews[sheet]) readPreview(key, sheet);
}

/** Takes exactly `sheets` of an item, in the order of the workbook. */
export function takeSheets(key: string, sheets: readonly string[]): void {
  const wanted = new Set(sheets);
  useStore.getState().changeItem(key, ({ inspection }) => ({
    sheets: (inspection?.sheets ?? []).map((sheet) => sheet.name).filter((name) => wanted.has(name)),
  }));
}
