import type { Implementer } from '@orpc/server';
import type { contract } from '../../../contract/contract.ts';
import {
  type AuditEntry,
  auditActions,
  defaultEngineSettings,
  type EngineSettings,
  type Storage,
} from '../../../contract/upkeep.ts';

type UpkeepImplementer = Implementer<typeof contract, object, object>['upkeep'];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const now = Date.now();
const actors = ['person', 'command line', 'schedule “Weekly grades”', 'watched folder “Incoming”', 'Auspex'];
const subjects = [
  '成绩 2024.xlsx',
  '12 jobs',
  'sensor readings, north plant, week 31 (final, corrected) v7.csv',
  'maxRunningJobs',
];

let settings: EngineSettings = {
  ...defaultEngineSettings,
  webhook: { url: 'https://hooks.example.org/auspex', hasSecret: true },
};
let storage: Storage = {
  artifactBytes: 3_420_000_000,
  archiveBytes: 84_000_000,
  jobs: 12_408,
  pinnedJobs: 7,
  reclaimable: { jobs: 312, sizeBytes: 640_000_000 },
  freeDiskBytes: 9_200_000_000,
  lastCleanUp: { atMs: now - 3_600_000, removedJobs: 4, freedBytes: 12_000_000, orphanFiles: 0 },
};
let hasNotices = false;

const entries = Array.from(
  { length: 1_240 },
  (_, index): AuditEntry => ({
    sequence: 1_240 - index,
    atMs: now - index * 912_345,
    actor: actors[index % 7 < 3 ? 0 : index % actors.length] ?? '',
    action: auditActions[(index * 7) % auditActions.length] ?? 'submitted',
    subject: subjects[index % subjects.length] ?? '',
    hash: 'a4c1e09b7d2f'.padEnd(64, '0'),
  }),
);

/** `?notices` shows a banner, `?audit=broken` finds the chain broken, `?storage=empty` has used nothing yet. */
export function upkeepHandlers(os: UpkeepImplementer, wish: URLSearchParams) {
  hasNotices = wish.has('notices');
  if (wish.get('storage') === 'empty') {
    storage = { ...storage, artifactBytes: 0, archiveBytes: 90_000, jobs: 0, pinnedJobs: 0, lastCleanUp: null };
    storage.reclaimable = { jobs: 0, sizeBytes: 0 };
    settings = { ...settings, webhook: null };
  }
  return {
    getEngineSettings: os.getEngineSettings.handler(() => settings),
    changeEngineSettings: os.changeEngineSettings.handler(({ input }) => {
      const { webhook, retention, ...plain } = input;
      const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
      settings = {
        ...settings,
        ...given,
        retention: { ...settings.retention, ...retention } as EngineSettings['retention'],
      };
      if (webhook === null) settings = { ...settings, webhook: null };
      if (webhook) settings = { ...settings, webhook: { url: webhook.url, hasSecret: webhook.secret !== null } };
      return settings;
    }),
    getStorage: os.getStorage.handler(() => storage),
    cleanUp: os.cleanUp.handler(async () => {
      await pause(600);
      const { jobs, sizeBytes } = storage.reclaimable;
      storage = {
        ...storage,
        artifactBytes: storage.artifactBytes - sizeBytes,
        jobs: storage.jobs - jobs,
        reclaimable: { jobs: 0, sizeBytes: 0 },
        lastCleanUp: { atMs: Date.now(), removedJobs: jobs, freedBytes: sizeBytes, orphanFiles: 0 },
      };
      return storage;
    }),
    listAudit: os.listAudit.handler(({ input }) => {
      const wanted = wish.get('audit') === 'empty' ? [] : entries;
      const found = wanted.filter(({ actor, action, subject }) =>
        `${actor} ${action} ${subject}`.includes(input.search),
      );
      return { entries: found.slice(input.offset, input.offset + input.limit), total: found.length };
    }),
    verifyAudit: os.verifyAudit.handler(async () => {
      await pause(500);
      const isIntact = wish.get('audit') !== 'broken';
      return { isIntact, entries: entries.length, brokenAt: isIntact ? null : 871, headHash: entries[0]?.hash ?? null };
    }),
    listNotices: os.listNotices.handler(() => ({
      notices: hasNotices
        ? [
            { kind: 'archiveReplaced' as const, atMs: now, values: { file: 'archive.damaged-2026-03-01.sqlite' } },
            { kind: 'resultsRecovered' as const, atMs: now, values: { jobs: 214 } },
          ]
        : [],
    })),
    dismissNotices: os.dismissNotices.handler(() => {
      hasNotices = false;
    }),
  };
}
