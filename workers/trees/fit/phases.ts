import { Fault } from '../../../contract/faults.ts';
import * as layout from '../../trees-kernel/layout.ts';
import type { FitMemory } from './fit-memory.ts';

const notBegun = 0;
const running = 1;
const ended = 2;

/** Looks at a word that is about to change before a thread goes to sleep over it: sleeping and waking cost more. */
const spins = 4000;
const nap = 250;
/** A thread from which nothing was heard for so many naps is held for dead. */
const patienceNaps = 120;

const wordOf = (at: number) => (layout.header + at) >> 2;
const state = wordOf(layout.stateAt);
const phase = wordOf(layout.phaseAt);
const sleepers = wordOf(layout.sleepersAt);
const leaderSleeps = wordOf(layout.leaderSleepsAt);
const helpers = wordOf(layout.helpersAt);
const remaining = wordOf(layout.remainingAt);
const done = wordOf(layout.doneAt);
const failed = wordOf(layout.failedAt);
const kind = wordOf(layout.kindAt);

/**
 * How the leader of a fit has its phases done. A phase is a number of items that do not depend on each other; the leader and
 * whoever helps claim them one by one. Nobody waits for a helper that has claimed nothing, so a fit needs none.
 */
export class LeaderPhases {
  readonly #words: Int32Array;
  readonly #runItem: (item: number) => void;
  readonly #patienceNaps: number;

  /** Throws where the memory served another fit. */
  constructor(memory: FitMemory, runItem: ((item: number) => void) | null, naps = patienceNaps) {
    this.#patienceNaps = naps;
    this.#words = new Int32Array(memory.buffer);
    if (runItem === null) throw new Error('too many threads help with a fit');
    this.#runItem = runItem;
    if (Atomics.compareExchange(this.#words, state, notBegun, running) !== notBegun) {
      throw new Error('the memory of a fit serves one fit');
    }
    Atomics.notify(this.#words, state);
  }

  /** Whether others have come to help. */
  get isHelped(): boolean {
    return Atomics.load(this.#words, helpers) > 0;
  }

  /** Does `count` items of a kind; returns when all of them are done. Throws WORKER_DIED when a helper keeps one of them. */
  run(phaseKind: number, count: number): void {
    const words = this.#words;
    words[kind] = phaseKind;
    Atomics.store(words, done, 0);
    // What stands in the memory up to here is seen by whoever claims an item.
    Atomics.store(words, remaining, count);
    Atomics.add(words, phase, 1);
    if (Atomics.load(words, sleepers) > 0) Atomics.notify(words, phase);
    let own = 0;
    for (;;) {
      const left = Atomics.sub(words, remaining, 1);
      if (left <= 0) break;
      this.#runItem(left - 1);
      own++;
    }
    if (own < count) {
      Atomics.add(words, done, own);
      this.#waitForHelpers(count);
    }
  }

  #waitForHelpers(count: number): void {
    const words = this.#words;
    let naps = 0;
    for (let look = 0; look < spins && Atomics.load(words, done) < count; look++);
    for (;;) {
      Atomics.store(words, leaderSleeps, 1);
      const seen = Atomics.load(words, done);
      if (seen >= count) break;
      // Naps in which nothing ends are counted, not the time: a computer that slept has lost nobody.
      naps = Atomics.wait(words, done, seen, nap) === 'timed-out' ? naps + 1 : 0;
      if (naps > this.#patienceNaps)
        throw new Fault('WORKER_DIED', {}, { detail: 'a thread that helped with a fit is gone' });
    }
    Atomics.store(words, leaderSleeps, 0);
    this.#checkFailed();
  }

  #checkFailed(): void {
    if (Atomics.load(this.#words, failed) === 0) return;
    throw new Fault('WORKER_DIED', {}, { detail: 'a thread that helped with a fit has failed' });
  }

  /** Sends the helpers away. */
  end(): void {
    endFit(this.#words);
  }
}

function endFit(words: Int32Array): void {
  Atomics.store(words, state, ended);
  Atomics.add(words, phase, 1);
  Atomics.notify(words, phase);
  Atomics.notify(words, state);
}

/** Sends those away who wait for a fit that will not begin; no harm where it has ended. */
export function dismissHelpers(memory: FitMemory): void {
  endFit(new Int32Array(memory.buffer));
}

/** Helps with the phases of a fit until it ends, is cancelled, or nothing was heard of its leader for half a minute. */
export function helpWithPhases(
  memory: FitMemory,
  openKernel: () => ((item: number) => void) | null,
  isCancelled: () => boolean,
): void {
  const words = new Int32Array(memory.buffer);
  for (let naps = 0; naps < patienceNaps && !isCancelled(); naps++) {
    // Until the leader has prepared what it fits on.
    if (Atomics.wait(words, state, notBegun, nap) !== 'timed-out') break;
  }
  if (Atomics.load(words, state) !== running) return;
  const runItem = openKernel();
  if (runItem === null) return;
  Atomics.add(words, helpers, 1);
  try {
    for (let naps = 0; naps < patienceNaps; ) {
      const seen = Atomics.load(words, phase);
      if (Atomics.load(words, state) !== running) return;
      if (claimItems(words, runItem, isCancelled)) naps = 0;
      if (isCancelled()) return;
      naps = waitForPhase(words, seen) ? 0 : naps + 1;
    }
  } finally {
    Atomics.sub(words, helpers, 1);
  }
}

/** Does items as long as there are some; answers whether there were. */
function claimItems(words: Int32Array, runItem: (item: number) => void, isCancelled: () => boolean): boolean {
  let count = 0;
  while (!isCancelled()) {
    const left = Atomics.load(words, remaining) > 0 ? Atomics.sub(words, remaining, 1) : 0;
    if (left <= 0) break;
    try {
      runItem(left - 1);
    } catch (error) {
      Atomics.store(words, failed, 1);
      throw error;
    } finally {
      Atomics.add(words, done, 1);
      if (Atomics.load(words, leaderSleeps) !== 0) Atomics.notify(words, done);
    }
    count++;
  }
  return count > 0;
}

/** Waits for the next phase; answers false after a nap in which none came. */
function waitForPhase(words: Int32Array, seen: number): boolean {
  for (let look = 0; look < spins; look++) if (Atomics.load(words, phase) !== seen) return true;
  Atomics.add(words, sleepers, 1);
  const answer = Atomics.wait(words, phase, seen, nap);
  Atomics.sub(words, sleepers, 1);
  return answer !== 'timed-out';
}
