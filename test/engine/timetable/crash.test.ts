import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { jobFilterSchema } from '../../../contract/job-requests.ts';
import { workSchema } from '../../../contract/timetable.ts';
import { bundle } from '../../../scripts/build.mjs';
import { EngineBench, scriptedWorker } from '../../builders/scripted-engine.ts';
import { until } from '../../builders/timetable-bench.ts';

const program = fileURLToPath(new URL('../../../dist/test/timetable-process.js', import.meta.url));
const kills = 12;
const filesAtATime = 5;

let bench: EngineBench;
let child: ChildProcess | null = null;
beforeAll(() => bundle('test/fixtures/timetable-process.ts', program));
beforeEach(async () => {
  bench = await EngineBench.open();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await bench.close();
});

async function start(): Promise<ChildProcess> {
  child = spawn(process.execPath, [program, bench.dataFolder, scriptedWorker], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

it('a process killed again and again submits every file once and delivers every report once', async () => {
  const inbox = path.join(bench.folder, 'inbox');
  const out = path.join(bench.folder, 'out');
  mkdirSync(inbox);
  mkdirSync(out);
  const adding = await bench.engine({ works: 'nothing' });
  const [folder, results] = [
    await adding.tickets.issueFolderTicket(inbox),
    await adding.tickets.issueFolderTicket(out),
  ];
  const request = { folder: folder.id, work: workSchema.parse({ recipe: 'profile' }), resultsLocale: 'en' as const };
  const options = { includesSubfolders: false, takesPresentFiles: false, resultsFolder: results.id };
  await adding.timetable.watchedFolders.add({ ...request, ...options });
  await adding.close();
  const reports = () => readdirSync(out).filter((name) => !name.startsWith('.'));
  for (let round = 0; round < kills; round++) {
    const process = await start();
    for (let file = 0; file < filesAtATime; file++) {
      writeFileSync(path.join(inbox, `${round}-${file}.csv`), `a,b\n${round},${file}\n`);
    }
    // Later and later after the files have come: while they settle, are submitted, worked on, delivered.
    await sleep(round * 60);
    process.kill('SIGKILL');
    await once(process, 'close');
  }
  const expected = kills * filesAtATime;
  await start();
  // With the last report what a kill left half written is cleared away.
  await until(() => reports().length >= expected && readdirSync(out).length === expected);
  child!.kill('SIGKILL');
  await once(child!, 'close');
  const engine = await bench.engine({ works: 'nothing' });
  const page = { limit: 1000, offset: 0, order: 'queue' as const };
  const { jobs } = await engine.jobs.list(jobFilterSchema.parse({}), page);
  const names = Array.from(
    { length: expected },
    (_, at) => `${Math.floor(at / filesAtATime)}-${at % filesAtATime}.csv`,
  );
  expect(jobs.map((job) => job.fileName).toSorted()).toEqual(names.toSorted());
  expect(reports().toSorted()).toEqual(names.map((name) => `${name.slice(0, -4)} – Table profile.xlsx`).toSorted());
  for (const report of reports()) expect(readFileSync(path.join(out, report), 'utf8')).toMatch(/^xlsx en /);
});
