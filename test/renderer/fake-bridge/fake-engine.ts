import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { ChosenFile } from '../../../contract/bridge.ts';
import { contract } from '../../../contract/contract.ts';
import { comparisonsHandlers } from './fake-comparisons.ts';
import { desktopHandlers, fakeTickets, settingsHandlers } from './fake-desktop.ts';
import { filesHandlers } from './fake-files.ts';
import { FakeJobs } from './fake-jobs.ts';
import { jobsHandlers } from './fake-jobs-handlers.ts';
import { libraryHandlers } from './fake-library.ts';
import { modelsHandlers } from './fake-models.ts';
import { predictionsHandlers, trainingHandlers } from './fake-predictions.ts';
import { resultsHandlers } from './fake-results.ts';
import { tablesHandlers } from './fake-tables.ts';
import { timetableHandlers } from './fake-timetable.ts';
import { upkeepHandlers } from './fake-upkeep.ts';
import { sampleScene } from './sample-scene.ts';

/** What the page hands over: a port for the contract, or files that become tickets. */
export type EngineRequest =
  | { readonly kind: 'port'; readonly search: string; readonly port: MessagePort }
  | { readonly kind: 'tickets'; readonly files: readonly ChosenFile[]; readonly reply: MessagePort };

const os = implement(contract);

function makeRouter(wish: URLSearchParams) {
  const jobs = new FakeJobs(wish.has('empty') ? [] : sampleScene(Number(wish.get('jobs') ?? 60), wish.has('alone')));

  return os.router({
    files: filesHandlers(os.files),
    jobs: jobsHandlers(os.jobs, jobs, wish),
    results: resultsHandlers(os.results, wish),
    comparisons: comparisonsHandlers(os.comparisons, wish),
    training: trainingHandlers(os.training, wish),
    models: modelsHandlers(os.models, wish),
    library: libraryHandlers(os.library, wish),
    predictions: predictionsHandlers(os.predictions, wish),
    tables: tablesHandlers(os.tables, wish),
    exports: { exportRows: os.exports.exportRows.handler(() => ({ jobId: crypto.randomUUID() })) },
    timetable: timetableHandlers(os.timetable, wish),
    upkeep: upkeepHandlers(os.upkeep, wish),
    settings: settingsHandlers(os.settings, wish),
    desktop: desktopHandlers(os.desktop),
  });
}

let handler: RPCHandler<object> | null = null;

self.addEventListener('message', async ({ data }: MessageEvent<EngineRequest>) => {
  if (data.kind === 'tickets') {
    data.reply.postMessage(await fakeTickets(data.files));
    return;
  }
  handler ??= new RPCHandler(makeRouter(new URLSearchParams(data.search)));
  handler.upgrade(data.port);
  data.port.start();
});
