import { createEngine } from '../engine/engine.ts';
import { desktopComputeThreads, interactiveThreads } from '../engine/pool/pool-policy.ts';
import { createRouter } from '../engine/router.ts';
import { requestTickets } from './files/request-tickets.ts';
import { closeForeignChannels, openTransport } from './ipc/transport.ts';
import type { LaunchOptions } from './launch-options.ts';
import { desktopProcedures } from './native/desktop-procedures.ts';
import { createExportFolder } from './native/export-folder.ts';
import { settingsProcedures } from './settings/settings-procedures.ts';
import type { SettingsStore } from './settings/settings-store.ts';

interface HostOptions {
  readonly options: LaunchOptions;
  readonly store: SettingsStore;
  readonly examplesFolder: string;
  readonly onSettingsChanged: () => void;
}

export interface Host {
  readonly countUnfinishedJobs: () => number;
  readonly close: () => Promise<void>;
}

/** As many jobs as the question at the end counts; beyond them an exact number tells nobody more. */
const countedJobs = 1000;

/** Starts the engine over the data folder and lets windows talk to it. Throws the engine's faults of a start. */
export async function openHost({ options, store, examplesFolder, onSettingsChanged }: HostOptions): Promise<Host> {
  const engine = await createEngine({
    dataFolder: options.dataFolder,
    threads: { compute: desktopComputeThreads(), interactive: interactiveThreads },
    isYielding: true,
  });
  const { jobs, results, tickets } = engine;
  const issueTicket = (file: string) => tickets.issueTicket(file);
  const desktop = desktopProcedures({
    exports: createExportFolder(options.exportFolder),
    examplesFolder,
    issueTicket,
    makeReport: async ({ jobId, format, locale }) => {
      const { fileName, sheet } = jobs.get(jobId);
      return { file: results.artifactPath(await results.makeReport(jobId, format, locale)), fileName, sheet };
    },
  });
  const settings = settingsProcedures(store, onSettingsChanged);
  closeForeignChannels();
  openTransport({
    router: createRouter(engine, { desktop, settings }),
    requestTickets: (payload) => requestTickets(payload, issueTicket),
  });
  return {
    countUnfinishedJobs: () =>
      jobs.list(countedJobs, 0).jobs.filter(({ state }) => state === 'queued' || state === 'running').length,
    close: engine.close,
  };
}
