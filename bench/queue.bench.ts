/*
 * What does the queue of jobs take? Durable submission one by one, by 50 callers and in batches, jobs that do nothing at a concurrency of
 * 50, the delay from submission to start, and pages out of 100,000 jobs; in one run with plainjob (SQLite, the same library)
 * and BullMQ on a Redis of its own, in memory and with every write on disk, which is what ours promises.
 * The worker of the queue does of each job what BullMQ's does: it claims, and tells the end. What the runner of the app does besides (room,
 * a scratch folder, earlier results, notes) stands beside it.
 * To reach: 50,000 jobs/s in batches, 6,000 one by one where the disk allows it (0.6 of what it makes of a row of one column
 * alone, which stands beside it), 1.5 times BullMQ's completions, start within 20 ms (p95), a page within 5 ms. `--folder DIR` puts the files there; `--quick` takes a tenth of the batches.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './measure.ts';
import { bullmqPeer, hasRedis } from './queue/bullmq-peer.ts';
import { embeddedPeer } from './queue/embedded-peer.ts';
import { timeListing } from './queue/listing.ts';
import { plainjobPeer } from './queue/plainjob-peer.ts';
import type { QueuePeer } from './queue/queue-peer.ts';
import { rawInsertsPerSecond } from './queue/raw-inserts.ts';
import { runnerJobsPerSecond } from './queue/runner-rate.ts';
import { engineStartDelaysMs } from './queue/start-delay.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const parent = mkdtempSync(path.join(values.folder ?? tmpdir(), 'auspex-bench-queue-'));
const scale = values.quick ? 0.1 : 1;
const rounds = 3;
const [singles, batches, batchSize, concurrency, delays] = [1000, 10 * scale, 1000, 50, 50];
/** Until the compiler is done with what a submission runs through, it takes half as long again. */
const warmSingles = 4000;

const peers: (() => Promise<QueuePeer>)[] = [
  async () => embeddedPeer(parent),
  async () => plainjobPeer(parent, false),
  async () => plainjobPeer(parent, true),
];
if (hasRedis())
  peers.push(
    () => bullmqPeer(parent, false),
    () => bullmqPeer(parent, true),
  );
else console.log('There is no redis-server here: BullMQ is left out.');

interface Figures {
  readonly name: string;
  readonly promise: string;
  readonly oneByOne: number[];
  readonly sideBySide: number[];
  readonly inBatches: number[];
  readonly completed: number[];
}

/** Jobs a second. */
async function rate(jobs: number, work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return jobs / ((performance.now() - startedMs) / 1000);
}

interface Rates {
  readonly oneByOne: number;
  readonly sideBySide: number;
  readonly inBatches: number;
  readonly completed: number;
}

async function measure(peer: QueuePeer): Promise<Rates> {
  // Warm: each way once, as often as it takes the compiler.
  await peer.submit(batchSize);
  for (let job = 0; job < warmSingles; job++) await peer.submit(1);
  await peer.drain(batchSize + warmSingles, concurrency);
  const oneByOne = await rate(singles, async () => {
    for (let job = 0; job < singles; job++) await peer.submit(1);
  });
  const sideBySide = await rate(singles, async () => {
    for (let job = 0; job < singles; job += concurrency) {
      await Promise.all(Array.from({ length: concurrency }, () => peer.submit(1)));
    }
  });
  const inBatches = await rate(batches * batchSize, async () => {
    for (let batch = 0; batch < batches; batch++) await peer.submit(batchSize);
  });
  const jobs = 2 * singles + batches * batchSize;
  const completed = await rate(jobs, () => peer.drain(jobs, concurrency));
  return { oneByOne, sideBySide, inBatches, completed };
}

const figures = new Map<string, Figures>();
const rawInserts: number[] = [];
// In turns, so that a busy moment of the machine meets them all.
for (let round = 0; round < rounds; round++) {
  rawInserts.push(rawInsertsPerSecond(parent, singles));
  for (const open of peers) {
    const peer = await open();
    const { name, promise } = peer;
    const of = figures.get(name) ?? { name, promise, oneByOne: [], sideBySide: [], inBatches: [], completed: [] };
    figures.set(name, of);
    const rates = await measure(peer);
    of.oneByOne.push(rates.oneByOne);
    of.sideBySide.push(rates.sideBySide);
    of.inBatches.push(rates.inBatches);
    of.completed.push(rates.completed);
    await peer.close();
  }
}

const [own] = [...figures.values()];
const show = (rates: readonly number[], ours: readonly number[]) => {
  const ratio = median(rates.map((other, round) => ours[round]! / other));
  const text = Math.round(median(rates)).toLocaleString('en');
  return `${text.padStart(9)} ${rates === ours ? '      ' : `×${ratio.toFixed(2)}`.padStart(6)}`;
};
console.log(`\njobs a second, median of ${rounds} rounds; × says how many times as fast Auspex was in the same round`);
console.log(`${''.padEnd(28)}  one by one       50 callers       in batches       completed`);
for (const { name, promise, oneByOne, sideBySide, inBatches, completed } of figures.values()) {
  const columns = [
    show(oneByOne, own!.oneByOne),
    show(sideBySide, own!.sideBySide),
    show(inBatches, own!.inBatches),
    show(completed, own!.completed),
  ];
  console.log(`${name.padEnd(28)} ${columns.join(' ')}   ${promise}`);
}

const rawText = Math.round(median(rawInserts)).toLocaleString('en').padStart(9);
const rawRatio = median(rawInserts.map((other, round) => own!.oneByOne[round]! / other));
const yardstick = `${'a row of one column alone'.padEnd(28)} ${rawText} ${`×${rawRatio.toFixed(2)}`.padStart(6)}`;
console.log(`${yardstick}${' '.repeat(54)}on disk: the yardstick of this disk`);

const throughRunner: number[] = [];
for (let round = 0; round < rounds; round++) throughRunner.push(await runnerJobsPerSecond(parent, 2000, concurrency));
const runnerText = Math.round(median(throughRunner)).toLocaleString('en').padStart(9);
console.log(
  `${'Auspex, the whole runner'.padEnd(28)}${' '.repeat(52)}${runnerText}          a recipe that does nothing`,
);

const delayLine = (name: string, delaysMs: readonly number[]) => {
  const sorted = [...delaysMs].sort((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1]!;
  console.log(`${name.padEnd(28)} median ${median(sorted).toFixed(1)} ms   p95 ${p95.toFixed(1)} ms`);
};
console.log('\nfrom submission to start, a waiting engine');
delayLine('Auspex, the whole engine', await engineStartDelaysMs(parent, delays));
for (const open of peers) {
  const peer = await open();
  const delaysMs = await peer.startDelaysMs(delays);
  if (delaysMs) delayLine(peer.name, delaysMs);
  await peer.close();
}
console.log('plainjob'.padEnd(28), 'looks for jobs once a second');

console.log('\npages of 50 out of 100,000 jobs');
const listing = await timeListing(parent);
for (const { what, medianMs, longestMs } of listing) {
  console.log(`${what.padEnd(44)} median ${medianMs.toFixed(2).padStart(6)} ms   longest ${longestMs.toFixed(2)} ms`);
}
console.log(
  `${'median of these'.padEnd(44)} ${median(listing.map((one) => one.medianMs))
    .toFixed(2)
    .padStart(13)} ms`,
);
rmSync(parent, { recursive: true, force: true });
process.exit(0); // Redis clients keep timers.
