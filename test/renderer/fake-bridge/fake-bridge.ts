import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { type Bridge, bridgeChannels } from '../../../contract/bridge.ts';
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

const wish = new URLSearchParams(location.search);

const os = implement(contract);
const jobs = new FakeJobs(wish.has('empty') ? [] : sampleScene(Number(wish.get('jobs') ?? 60), wish.has('alone')));

const router = os.router({
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

const bridge: Bridge = {
  openPort: () => {
    const { port1, port2 } = new MessageChannel();
    new RPCHandler(router).upgrade(port1);
    port1.start();
    window.postMessage(bridgeChannels.portOpened, '*', [port2]);
  },
  requestTickets: fakeTickets,
};
Object.assign(window, { bridge, fakeJobs: jobs });
