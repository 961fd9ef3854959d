import type { BrowserWindow } from 'electron';
import { reviveFault } from '../contract/faults.ts';
import type { DroppedFolder, Ticket, TicketAnswer } from '../contract/files.ts';
import type { Locale } from '../contract/texts.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { createLocalClient, type LocalClient } from '../engine/local-client.ts';
import { desktopComputeThreads, interactiveThreads } from '../engine/pool/pool-policy.ts';
import { createRouter } from '../engine/router.ts';
import { requestTickets } from './files/request-tickets.ts';
import { closeForeignChannels, openTransport } from './ipc/transport.ts';
import type { LaunchOptions } from './launch-options.ts';
import { createFolderQuestion } from './native/choose-folder.ts';
import { desktopProcedures } from './native/desktop-procedures.ts';
import { createExportFolder } from './native/export-folder.ts';
import type { ShellWishes } from './presence/shell-wishes.ts';
import { settingsProcedures } from './settings/settings-procedures.ts';
import type { SettingsStore } from './settings/settings-store.ts';

interface HostOptions {
  readonly options: LaunchOptions;
  readonly store: SettingsStore;
  readonly examplesFolder: string;
  readonly wishes: ShellWishes;
  readonly window: () => BrowserWindow | null;
  readonly locale: () => Locale;
  readonly onSettingsChanged: () => void;
}

export interface Host {
  /** The contract, for the shell's own use. */
  readonly client: LocalClient;
  /** Tickets for files that the system wants opened, by their paths. */
  readonly ticketsFor: (files: readonly string[]) => Promise<readonly TicketAnswer[]>;
  /** Looks at the clock again, which may have stood still while the computer slept. */
  readonly lookAtClock: () => void;
  readonly close: () => Promise<void>;
}

/** Starts the engine over the data folder and lets windows talk to it. Throws the engine's faults of a start. */
export async function openHost(parts: HostOptions): Promise<Host> {
  const { options, store, onSettingsChanged } = parts;
  const engine = await createEngine({
    dataFolder: options.dataFolder,
    threads: { compute: desktopComputeThreads(), interactive: interactiveThreads },
    isYielding: true,
    hostKind: 'app',
  });
  const client = createLocalClient(engine);
  const issueTicket = (file: string) => engine.tickets.issueTicket(file);
  const desktop = desktopOf(engine, client, parts, issueTicket);
  const settings = settingsProcedures(store, onSettingsChanged);
  closeForeignChannels();
  openTransport({
    router: createRouter(engine, { desktop, settings }),
    requestTickets: (payload) => requestTickets(payload, issueTicket),
  });
  return {
    client,
    ticketsFor: (files) => requestTickets(files, issueTicket),
    lookAtClock: () => engine.lookAtClock(),
    close: () => engine.close(),
  };
}

function desktopOf(
  engine: Engine,
  client: LocalClient,
  { options, examplesFolder, wishes, window, locale }: HostOptions,
  issueTicket: (file: string) => Promise<Ticket>,
) {
  const { results, tickets } = engine;
  return desktopProcedures({
    exports: createExportFolder(options.exportFolder),
    examplesFolder,
    wishes,
    issueTicket,
    issueFolderTicket: (folder) => tickets.issueFolderTicket(folder),
    chooseFolder: createFolderQuestion({ window, locale, givenFolders: options.givenFolders }),
    ticketsIn: (folder) => ticketsIn(folder, issueTicket),
    makeReport: async (report) => {
      const { fileName, recipe, sheet } = await client.jobs.getJob({ id: report.jobId });
      return { file: results.artifactPath(await client.results.makeReport(report)), fileName, recipe, sheet };
    },
    makeBatchWorkbook: async (batchId, language) => {
      const { name } = await client.jobs.getBatch({ id: batchId });
      const artifact = await client.jobs.makeBatchWorkbook({ id: batchId, locale: language });
      return { file: results.artifactPath(artifact), name };
    },
    saveModelInto: (id, format, folder) => engine.models.saveInto(id, format, folder),
    saveExportInto: (jobId, folder) => engine.exports.saveInto(jobId, folder),
    copyRange: (range, signal) => engine.tables.copyRange(range, signal),
    onExported: (fileName) => {
      try {
        engine.upkeep.noteExport(fileName);
      } catch (error) {
        // The report is saved: that it could not be noted must not look as if it were not.
        console.error(error);
      }
    },
  });
}

async function ticketsIn(folder: string, issueTicket: (file: string) => Promise<Ticket>): Promise<DroppedFolder> {
  const [answer] = await requestTickets([folder], issueTicket);
  if (answer?.type === 'folder') return answer.folder;
  throw reviveFault(answer?.type === 'fault' ? answer.fault : { code: 'INTERNAL', values: {}, detail: folder });
}
