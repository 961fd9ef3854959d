import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Archive } from '../../../../engine/archive/open-archive.ts';
import { EmbeddedQueue } from '../../../../engine/jobs/queue/embedded-queue.ts';
import type { ClaimedJob } from '../../../../engine/jobs/queue/job-queue.ts';
import { ArchiveFolder } from '../../../builders/archive-folder.ts';
import { CutDisk } from '../../../builders/cut-disk.ts';
import fc from '../../../builders/fast-check.ts';
import { newBatch, newJob } from '../../../builders/new-job.ts';
import { recount } from '../../../builders/recount.ts';

const nowMs = 5000;
const fault = { code: 'HOST_LOST', values: {}, detail: null } as const;
const hosts = ['a', 'b'] as const;

let folders: ArchiveFolder[];
beforeEach(() => {
  folders = [];
});
afterEach(async () => {
  for (const folder of folders) await folder.remove();
});

async function makeFolder(): Promise<ArchiveFolder> {
  const folder = await ArchiveFolder.make();
  folders.push(folder);
  return folder;
}

/** What two hosts were told that share a folder. */
class Told {
  readonly accepted = new Set<string>();
  readonly started = new Set<string>();
  readonly completed = new Set<string>();
  readonly checkpoints: string[] = [];
}

/** All that was told is there, whole; the rest comes to one end as if nothing had been. */
async function lookAfter(folder: ArchiveFolder, told: Told): Promise<void> {
  const archive = folder.open();
  const queue = new EmbeddedQueue(archive);
  expect(recount(folder)).toEqual([]);
  for (const id of told.accepted) expect(archive.jobs.find(id), 'an accepted job').not.toBeNull();
  for (const id of told.completed) expect(archive.jobs.find(id)?.state).toBe('completed');
  for (const name of told.checkpoints) expect(archive.facts.read(name), 'a checkpoint').toBe(true);
  // Of a start that was told only the job is certain: it runs as told, or waits as if that had not been.
  for (const id of told.started) expect(['queued', 'running', 'completed']).toContain(archive.jobs.find(id)?.state);
  await queue.recover([...hosts], fault, nowMs, nowMs);
  for (;;) {
    const claims = await queue.claim({ hostId: 'later', leaseMs: 1, limit: 9, nowMs, maxRunning: 9 });
    if (claims.length === 0) break;
    await queue.settle(
      claims.map((claim) => ({ claim, end: { kind: 'completed', durationMs: 1 } as const })),
      nowMs,
    );
  }
  for (const id of told.accepted) {
    const job = archive.jobs.find(id)!;
    const { events } = archive.jobHistory.read(job.sequence);
    expect(events.filter(({ cause }) => cause === 'finished')).toHaveLength(1);
  }
  expect(recount(folder)).toEqual([]);
  await queue.close();
}

type Step = readonly [
  what: 'submit' | 'claim' | 'settle' | 'checkpoint' | 'renew' | 'log' | 'turn' | 'cut',
  host: number,
  amount: number,
];

const steps = fc.array(
  fc.tuple(
    fc.constantFrom<Step[0]>(
      'submit',
      'claim',
      'claim',
      'settle',
      'settle',
      'checkpoint',
      'renew',
      'log',
      'turn',
      'cut',
    ),
    fc.nat(1),
    fc.nat(20_000),
  ),
  { minLength: 8, maxLength: 40 },
);

class World {
  readonly told = new Told();
  readonly #archives: readonly Archive[];
  readonly #queues: readonly EmbeddedQueue[];
  readonly #held: ClaimedJob[][] = [[], []];
  readonly #doing: Promise<unknown>[] = [];
  #checkpoints = 0;

  constructor(archives: readonly Archive[]) {
    this.#queues = archives.map((archive) => new EmbeddedQueue(archive));
    this.#archives = archives;
  }

  /** Begins a step and lets others begin before it is told. */
  begin([what, host, amount]: Step): void {
    const queue = this.#queues[host]!;
    const held = this.#held[host]!;
    const hostId = hosts[host]!;
    const does = async () => {
      if (what === 'submit') {
        const jobs = Array.from({ length: 1 + (amount % 3) }, (_, place) => newJob(`${amount} ${place}.csv`));
        const records = await queue.submit(newBatch(), jobs, { nowMs, hostId });
        for (const { id } of records) this.told.accepted.add(id);
      } else if (what === 'claim') {
        const limit = 1 + (amount % 2);
        const claims = await queue.claim({ hostId, leaseMs: 1000, limit, nowMs, maxRunning: 9 });
        held.push(...claims);
        for (const { id } of claims) this.told.started.add(id);
      } else if (what === 'settle') {
        const claim = held.shift();
        if (!claim) return;
        const alongside = amount % 2 === 0 ? { alongside: () => this.#note(host, `end ${claim.id}`) } : {};
        const end = { kind: 'completed', durationMs: 1 } as const;
        const [hasCounted] = await queue.settle([{ claim, end, ...alongside }], nowMs);
        if (!hasCounted) throw new Error('nobody else had it');
        this.told.completed.add(claim.id);
        if (amount % 2 === 0) this.told.checkpoints.push(`end ${claim.id}`);
      } else if (what === 'checkpoint' && held[0]) {
        const name = `checkpoint ${this.#checkpoints++}`;
        if (await queue.writeWithClaim(held[0], () => this.#note(host, name))) this.told.checkpoints.push(name);
      } else if (what === 'renew') {
        const lost = await queue.renew([...held], 1000, nowMs);
        if (lost.some(({ id }) => held.some((claim) => claim.id === id))) throw new Error('nobody else had it');
      }
    };
    this.#doing.push(does());
  }

  async end(): Promise<void> {
    await Promise.all(this.#doing);
    for (const queue of this.#queues) await queue.close();
  }

  #note(host: number, name: string): void {
    this.#archives[host]!.facts.write(name, true);
  }
}

it('keeps all that was told when the power goes, whichever host told it and however little of the log is left', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.infiniteStream(fc.nat(6)), async (script, lengths) => {
      const folder = await makeFolder();
      const archives = hosts.map(() => folder.open());
      const disk = new CutDisk(folder);
      const turns = () => lengths.next().value ?? 0;
      const world = new World(archives.map((archive) => disk.under(archive, turns)));
      const cut = async (tornBytes: number) => {
        const left = await makeFolder();
        // At one moment: what is told while the cut one is looked at was not told before.
        disk.cutInto(left, tornBytes);
        const { accepted, started, completed, checkpoints } = world.told;
        const told = {
          accepted: new Set(accepted),
          started: new Set(started),
          completed: new Set(completed),
          checkpoints: [...checkpoints],
        };
        await lookAfter(left, told);
      };
      for (const step of script) {
        const [what, , amount] = step;
        if (what === 'cut') await cut(amount);
        else if (what === 'log') disk.settleLog();
        else if (what === 'turn') for (let turn = amount % 8; turn > 0; turn--) await nextTurn();
        else world.begin(step);
      }
      await cut(4000);
      await world.end();
      await cut(0);
    }),
    { numRuns: 15 },
  );
});
