import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import type { FaultData } from '../../../contract/faults.ts';
import type { Schedule, Trigger, TroubledDelivery, WatchedFolder } from '../../../contract/timetable.ts';
import { ticketName } from './fake-files.ts';

type TimetableImplementer = Implementer<typeof contract, object, object>['timetable'];

const hourMs = 3_600_000;
const now = Date.now();

const fakeModelId = crypto.randomUUID();

const schedule = (parts: Partial<Schedule>): Schedule => ({
  id: crypto.randomUUID(),
  name: 'Weekly grades',
  isEnabled: true,
  trigger: { kind: 'cron', expression: '30 8 * * 1', timeZone: 'Asia/Shanghai' },
  work: { recipe: 'profile', options: {}, priority: 'normal' },
  model: null,
  fileNames: ['成绩 2024.xlsx'],
  resultsFolderLabel: null,
  nextRunMs: now + 40 * hourMs,
  lastRunMs: null,
  lastBatchId: null,
  missedTicks: 0,
  fault: null,
  ...parts,
});

const folder = (parts: Partial<WatchedFolder>): WatchedFolder => ({
  id: crypto.randomUUID(),
  label: '~/Documents/Incoming',
  name: 'Incoming',
  isEnabled: true,
  work: { recipe: 'profile', options: {}, priority: 'normal' },
  model: null,
  includesSubfolders: false,
  resultsFolderLabel: '~/Documents/Reports',
  state: 'watching',
  submittedFiles: 128,
  unstableFiles: 0,
  lastFileName: 'sensor readings 2026-03-01.csv',
  lastSubmittedAtMs: now - 200_000,
  fault: null,
  ...parts,
});

const schedules: Schedule[] = [
  schedule({ lastRunMs: now - 128 * hourMs, lastBatchId: crypto.randomUUID(), missedTicks: 2 }),
  schedule({
    name: 'Month end, all plants, with the corrected figures of the accounting department',
    trigger: { kind: 'cron', expression: '0 18 L * *', timeZone: 'Europe/Berlin' },
    fileNames: Array.from({ length: 124 }, (_, index) => `plant ${index + 1}.xlsx`),
    resultsFolderLabel: '~/Documents/Reports/Month end',
    work: {
      ...{ recipe: 'predict', priority: 'high', newestOf: 'Dropout' },
      options: { modelId: fakeModelId, groupBy: 'Faculty of the accounting department' },
    },
    model: { id: fakeModelId, name: 'Dropout', version: 3 },
  }),
  schedule({
    name: '今晚',
    trigger: { kind: 'once', atMs: now - hourMs },
    isEnabled: false,
    nextRunMs: null,
    lastRunMs: now - hourMs,
    fault: { code: 'FILE_MISSING', values: { file: 'ledger.xlsm' }, detail: null },
  }),
];
const folders: WatchedFolder[] = [
  folder({
    ...{ unstableFiles: 2, includesSubfolders: true },
    work: { recipe: 'train', options: { target: 'final grade' }, priority: 'normal' },
  }),
  folder({
    label: '/media/usb/Messdaten',
    name: 'Messdaten',
    state: 'vanished',
    resultsFolderLabel: null,
    submittedFiles: 3,
    fault: { code: 'WATCHED_FOLDER_MISSING', values: { folder: '/media/usb/Messdaten' }, detail: 'ENOENT' },
  }),
  folder({
    label: '~/旧数据',
    name: '旧数据',
    isEnabled: false,
    state: 'disabled',
    submittedFiles: 0,
    lastFileName: null,
    work: { recipe: 'predict', options: { modelId: fakeModelId }, priority: 'normal', newestOf: null },
    fault: { code: 'WORK_MODEL_REMOVED', values: {}, detail: null },
  }),
];
const troubled: TroubledDelivery[] = [
  {
    id: crypto.randomUUID(),
    kind: 'report',
    subject: 'sensor readings 2026-03-01.csv',
    targetLabel: '~/Documents/Reports',
    state: 'waiting',
    failures: 3,
    nextTryMs: now + 240_000,
    fault: { code: 'RESULTS_FOLDER_MISSING', values: { folder: '~/Documents/Reports' }, detail: null },
  },
];

/** `?timetable=empty` has nothing in it, `?timetable=fault` cannot be read. */
export function timetableHandlers(os: TimetableImplementer, wish: URLSearchParams) {
  const isEmpty = wish.get('timetable') === 'empty';
  if (isEmpty) for (const list of [schedules, folders, troubled]) list.length = 0;
  const found = <T extends { id: string }>(list: T[], id: string) => list.find((item) => item.id === id) as T;
  const drop = (list: { id: string }[], id: string) => {
    const place = list.findIndex((item) => item.id === id);
    if (place >= 0) list.splice(place, 1);
  };
  const change = <T extends object>(item: T, parts: object): T =>
    Object.assign(item, Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)));
  return {
    listSchedules: os.listSchedules.handler(({ errors }) => {
      if (wish.get('timetable') === 'fault') throw errors.FAULT({ data: internal });
      return { schedules };
    }),
    addSchedule: os.addSchedule.handler(({ input, errors }) => {
      const fault = troubleOf(input.trigger);
      if (fault) throw errors.FAULT({ data: fault });
      const fileNames = input.inputs.map(({ ticket }) => ticketName(ticket));
      const added = schedule({ name: input.name, trigger: input.trigger, fileNames, work: input.work });
      schedules.unshift(added);
      return added;
    }),
    changeSchedule: os.changeSchedule.handler(({ input }) => change(found(schedules, input.id), input)),
    runScheduleNow: os.runScheduleNow.handler(() => ({ batchId: crypto.randomUUID() })),
    removeSchedule: os.removeSchedule.handler(({ input }) => drop(schedules, input.id)),
    describeTrigger: os.describeTrigger.handler(({ input, errors }) => {
      const fault = troubleOf(input.trigger);
      if (fault) throw errors.FAULT({ data: fault });
      return {
        sentence: readingOf(input.trigger, input.locale),
        nextRunsMs: [1, 2, 3, 4, 5].map((n) => now + n * 24 * hourMs),
      };
    }),
    listWatchedFolders: os.listWatchedFolders.handler(() => ({ folders })),
    addWatchedFolder: os.addWatchedFolder.handler(({ input }) => {
      const added = folder({
        work: input.work,
        includesSubfolders: input.includesSubfolders,
        state: 'starting',
        submittedFiles: 0,
      });
      folders.unshift(added);
      return added;
    }),
    changeWatchedFolder: os.changeWatchedFolder.handler(({ input }) => {
      const { id, isEnabled, work, includesSubfolders, resultsFolder } = input;
      const resultsFolderLabel = resultsFolder && '~/Documents/Elsewhere';
      const changed = change(found(folders, id), { isEnabled, work, includesSubfolders, resultsFolderLabel });
      return change(changed, { state: changed.isEnabled ? 'watching' : 'disabled' });
    }),
    removeWatchedFolder: os.removeWatchedFolder.handler(({ input }) => drop(folders, input.id)),
    listTroubledDeliveries: os.listTroubledDeliveries.handler(() => ({ deliveries: troubled, total: troubled.length })),
    redriveDeliveries: os.redriveDeliveries.handler(() => ({ changed: 1 })),
    dismissDeliveries: os.dismissDeliveries.handler(() => ({ changed: troubled.splice(0).length })),
  };
}

const internal: FaultData = { code: 'INTERNAL', values: {}, detail: 'made up' };

function troubleOf(trigger: Trigger): FaultData | null {
  if (trigger.kind === 'once') return trigger.atMs < now ? { code: 'TIME_PAST', values: {}, detail: null } : null;
  const { expression } = trigger;
  const isCron = expression.split(/\s+/).length === 5;
  return isCron ? null : { code: 'CRON_INVALID', values: { expression, part: expression }, detail: null };
}

function readingOf(trigger: Trigger, locale: string): string {
  if (trigger.kind === 'once') return locale === 'en' ? 'Once, on Sunday at 08:30' : '仅一次，周日 08:30';
  return locale === 'en'
    ? `At 08:30 AM, only on Monday (${trigger.expression})`
    : `在上午 08:30，仅星期一（${trigger.expression}）`;
}
