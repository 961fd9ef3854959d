import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FireOrders } from './engine-under-fire.ts';
import type { Random } from './random.ts';

/** Built by whoever runs the suite. */
export const engineUnderFire = fileURLToPath(new URL('../../dist/test/engine-under-fire.js', import.meta.url));

/** What a process is waited for before it is killed: the whole life of a job, in its own words. */
const moments = [
  ...['opened', 'accepted', 'running reading', 'running describing', 'running correlating'],
  ...[
    'running training',
    'running evaluating',
    'running predicting',
    'running comparing',
    'running exporting',
    'completed',
  ],
];
/** Tenths of a training: the search, folds and final fit; then calibration, importance and the learning curve. */
const trainingMoments = [
  ...Array.from({ length: 8 }, (_, tenth) => `running training ${tenth + 1}`),
  ...[7, 8, 9].map((tenth) => `running evaluating ${tenth}`),
];
/** From the moment to the kill, in milliseconds. */
const longestDelayMs = 250;
/** A moment or a step that never comes, as when there is no work left, is not waited for any longer. */
const longestWaitMs = 15_000;
/** Far longer than the work that can be left takes. */
const longestFinishMs = 180_000;

/** An engine in a process of its own, and what it has said. */
export class MortalEngine {
  /** Ids of the jobs whose acceptance it has confirmed. */
  readonly accepted: string[] = [];
  readonly #orders: FireOrders;
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  readonly #lines: string[] = [];
  #onLine: () => void = () => {};

  constructor(program: string, orders: FireOrders) {
    this.#orders = orders;
    this.#child = spawn(process.execPath, [program, JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#child.stdout! }).on('line', (line) => {
      this.#lines.push(line);
      if (line.startsWith('accepted ')) this.accepted.push(...line.slice('accepted '.length).split(' '));
      this.#onLine();
    });
    this.#closed = once(this.#child, 'close');
  }

  /** Lets it die by its own hand, or kills it a while after one of the moments; `isSearching`: of those of a training. */
  async killWhen(random: Random, isSearching = false): Promise<void> {
    const { batches, fatalStep } = this.#orders;
    const all = isSearching ? trainingMoments : moments;
    const moment = random.pick(all.filter((one) => one !== 'accepted' || batches.length > 0));
    const delayMs = random.below(longestDelayMs);
    const timeout = new AbortController();
    const waiting = sleep(longestWaitMs, undefined, { signal: timeout.signal }).catch(() => undefined);
    await Promise.race([this.#closed, waiting, fatalStep ? this.#closed : this.#moment(moment)]);
    timeout.abort();
    if (!fatalStep) await sleep(delayMs);
    this.#child.kill('SIGKILL');
    if (!(await this.isKilled())) throw new Error(`the engine ended by itself: ${this.#said()}`);
  }

  /** A job that is completed has been through them all, even where it was too fast to say so. */
  #moment(moment: string): Promise<void> {
    return new Promise((resolve) => {
      this.#onLine = () => {
        if (this.#lines.some((line) => line.startsWith(moment) || line.startsWith('completed'))) resolve();
      };
      this.#onLine();
    });
  }

  /** Waits for its end. */
  async isKilled(): Promise<boolean> {
    await this.#closed;
    return this.#child.signalCode === 'SIGKILL';
  }

  /** Waits until it ends in order. */
  async end(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), longestFinishMs);
    await this.#closed;
    clearTimeout(timer);
    if (this.#child.exitCode !== 0) throw new Error(`the engine ended with ${this.#child.exitCode}: ${this.#said()}`);
  }

  #said(): string {
    return this.#lines.slice(-20).join('; ');
  }
}
