import { type HostLock, takeHostLock } from '../archive/host-lock.ts';
import type { SeenLease } from '../archive/host-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import { forgetProgressOf } from './progress-board.ts';

/** What a look at the other hosts has found. */
export interface LostHosts {
  /** Ended without a word: nobody holds their locks any more, but for this look, until `release` is called. */
  readonly gone: readonly string[];
  /** Alive, but without renewing their leases. */
  readonly hanging: readonly string[];
  /** Notes that the gone ones have ended, and lets their locks go. */
  release(atMs: number): void;
}

interface LostHostWatchOptions {
  readonly dataFolder: string;
  readonly archive: Archive;
  readonly ownId: string;
  readonly leaseMs: number;
  /** Time that no change of a clock moves, in milliseconds. */
  readonly elapsedMs: () => number;
}

/** A look may come late by so much of the lease and still counts in full; what is beyond was this process's own sleep. */
const maxStepShare = 0.2;

/**
 * Tells which of the other hosts are lost. One whose process has ended left its lock free. One that hangs does not renew:
 * it is lost once this process, by its own monotonic clock, has seen its lease unchanged for as long as leases last.
 * The wall clock decides nothing, and time in which this process itself slept or hung does not count.
 */
export class LostHostWatch {
  readonly #options: LostHostWatchOptions;
  readonly #seen = new Map<number, { lease: SeenLease; unchangedMs: number }>();
  #lastLookMs: number;

  constructor(options: LostHostWatchOptions) {
    this.#options = options;
    this.#lastLookMs = options.elapsedMs();
  }

  look(): LostHosts {
    const { archive, dataFolder, ownId } = this.#options;
    // Leases first: a host that holds one has been registered before, so if it is not among the living it has ended.
    const leases = archive.hosts.leasesOfOthers(ownId);
    const living = archive.hosts.living().filter((host) => host.id !== ownId);
    const locks = new Map<string, HostLock>();
    for (const { id } of living) {
      const lock = takeHostLock(dataFolder, id);
      if (lock) locks.set(id, lock);
    }
    const livingIds = new Set(living.map((host) => host.id).filter((id) => !locks.has(id)));
    const ended = leases.map((lease) => lease.hostId).filter((id) => !livingIds.has(id));
    const hanging = this.#hanging(leases).filter((id) => livingIds.has(id));
    return {
      gone: [...new Set([...locks.keys(), ...ended])],
      hanging: [...new Set(hanging)],
      release: (atMs) => {
        for (const [id, lock] of locks) {
          try {
            archive.hosts.end(id, atMs);
            forgetProgressOf(dataFolder, id);
          } finally {
            lock.release();
          }
        }
      },
    };
  }

  #hanging(leases: readonly SeenLease[]): string[] {
    const { elapsedMs, leaseMs } = this.#options;
    const nowMs = elapsedMs();
    const stepMs = Math.min(nowMs - this.#lastLookMs, leaseMs * maxStepShare);
    this.#lastLookMs = nowMs;
    const current = new Set(leases.map((lease) => lease.sequence));
    for (const sequence of this.#seen.keys()) if (!current.has(sequence)) this.#seen.delete(sequence);
    const hanging: string[] = [];
    for (const lease of leases) {
      const before = this.#seen.get(lease.sequence);
      const isUnchanged =
        before?.lease.fencingToken === lease.fencingToken && before.lease.expiresAtMs === lease.expiresAtMs;
      const unchangedMs = before && isUnchanged ? before.unchangedMs + stepMs : 0;
      this.#seen.set(lease.sequence, { lease, unchangedMs });
      if (unchangedMs >= leaseMs) hanging.push(lease.hostId);
    }
    return hanging;
  }
}
