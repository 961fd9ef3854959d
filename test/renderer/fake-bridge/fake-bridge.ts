import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { type Bridge, bridgeChannels } from '../../../contract/bridge.ts';
import { contract } from '../../../contract/contract.ts';
import { filesHandlers, issueTicket } from './fake-files.ts';
import { FakeJobs } from './fake-jobs.ts';
import { resultsHandlers } from './fake-results.ts';

const wish = new URLSearchParams(location.search);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const os = implement(contract);
const jobs = new FakeJobs(Number(wish.get('jobs') ?? 14));
let settings = {
  language: (wish.get('language') ?? 'en') as 'en' | 'zh-CN' | 'system',
  theme: (wish.get('theme') ?? 'light') as 'light' | 'dark' | 'system',
};

const router = os.router({
  files: filesHandlers(os.files),
  jobs: {
    submitJobs: os.jobs.submitJobs.handler(({ input }) => jobs.submit(input)),
    listJobs: os.jobs.listJobs.handler(({ input }) => jobs.list(input)),
    getJob: os.jobs.getJob.handler(({ input, errors }) => {
      const job = jobs.get(input.id);
      if (!job) throw errors.FAULT({ data: { code: 'JOB_UNKNOWN', values: {}, detail: null } });
      return job;
    }),
    cancelJobs: os.jobs.cancelJobs.handler(({ input }) => jobs.cancel(input.ids)),
    rerunJob: os.jobs.rerunJob.handler(({ input }) => jobs.rerun(input.id)),
    removeJobs: os.jobs.removeJobs.handler(({ input }) => jobs.remove(input.ids)),
    watchJobs: os.jobs.watchJobs.handler(({ signal }) => jobs.watch(signal)),
  },
  results: resultsHandlers(os.results, wish),
  settings: {
    getSettings: os.settings.getSettings.handler(async () => {
      await pause(Number(wish.get('opening') ?? 30));
      return { ...settings, systemLocale: 'en' as const };
    }),
    changeSettings: os.settings.changeSettings.handler(({ input }) => {
      settings = {
        ...settings,
        ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
      };
      return settings;
    }),
  },
  desktop: {
    saveReport: os.desktop.saveReport.handler(async ({ input }) => {
      await pause(400);
      return { exportId: crypto.randomUUID(), fileName: `成绩 2024 – profile.${input.format}`, folderName: 'Auspex' };
    }),
    openExport: os.desktop.openExport.handler(() => undefined),
    showExportInFolder: os.desktop.showExportInFolder.handler(() => undefined),
    openExample: os.desktop.openExample.handler(({ input }) => issueTicket(`${input.name}.xlsx`, 184_320)),
    about: os.desktop.about.handler(() => ({ version: '0.1.0', electron: '45.4.1', node: '24.1.0' })),
  },
});

const bridge: Bridge = {
  openPort: () => {
    const { port1, port2 } = new MessageChannel();
    new RPCHandler(router).upgrade(port1);
    port1.start();
    window.postMessage(bridgeChannels.portOpened, '*', [port2]);
  },
  requestTickets: async (files) => {
    await pause(30);
    return files.map((file) => ({ ok: true, ticket: issueTicket(file.name, file.size) }));
  },
};
Object.assign(window, { bridge, fakeJobs: jobs });
