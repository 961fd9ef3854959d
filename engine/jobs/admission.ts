import { statfs } from 'node:fs/promises';
import os from 'node:os';
import type { WaitReason } from '../../contract/job-states.ts';
import type { EngineSettings } from '../../contract/upkeep.ts';
import type { DurationRepository } from '../archive/duration-repository.ts';
import type { JobRecord } from '../archive/job-record.ts';
import { type FileFormat, formatOf } from './file-format.ts';

/** What a machine has, as the guard sees it. */
export interface Machine {
  readonly totalMemoryBytes: () => number;
  /** What could be taken without driving other programs out. */
  readonly availableMemoryBytes: () => number;
  readonly freeDiskBytes: (folder: string) => Promise<number>;
}

export const thisMachine: Machine = {
  totalMemoryBytes: () => os.totalmem(),
  availableMemoryBytes: () => process.availableMemory(),
  freeDiskBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

interface AdmissionOptions {
  readonly dataFolder: string;
  readonly hostId: string;
  readonly settings: () => Pick<EngineSettings, 'memoryShare' | 'minFreeDiskBytes'>;
  readonly durations: DurationRepository;
  /** Every job that runs on this data folder, on whichever host. */
  readonly running: () => readonly JobRecord[];
  readonly machine: Machine;
  readonly elapsedMs: () => number;
}

/** Memory and disk for each byte of the input, before this machine has done anything; a workbook is compressed. */
const builtIn: Readonly<Record<FileFormat, { readonly memory: number; readonly disk: number }>> = {
  csv: { memory: 4, disk: 1.5 },
  tsv: { memory: 4, disk: 1.5 },
  xlsx: { memory: 25, disk: 6 },
  xlsm: { memory: 25, disk: 6 },
  // Held in memory whole, as objects.
  xls: { memory: 40, disk: 3 },
  xlsb: { memory: 120, disk: 6 },
  ods: { memory: 250, disk: 6 },
  parquet: { memory: 12, disk: 6 },
  json: { memory: 4, disk: 1 },
  other: { memory: 4, disk: 1.5 },
};
/** What the threads and the result take besides the table. */
const fixed = { memory: 64_000_000, disk: 1_000_000 };
/** Of the history, the jobs looked at, and the share of them that an estimate covers. */
const historyJobs = 50;
const coveredShare = 0.9;
const diskIsFreshMs = 2_000;
/** A job that was passed over for so long gets the next room: nothing smaller is let by any more. */
const patienceMs = 5 * 60_000;
/** A refused job that is not asked about any more has been cancelled, paused or started elsewhere. */
const forgottenAfterMs = 90_000;

interface Needs {
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

type Refusal = WaitReason & { readonly kind: 'memory' | 'disk' | 'slots' };

/**
 * Lets jobs start while memory and disk last, by estimate. One job always finds memory when nothing else runs; the disk is
 * never filled beyond what the settings keep free. A job whose process has died each time gets its last try alone: if it is
 * what kills the process, no other job is drawn in.
 */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #refused = new Map<string, { sinceMs: number; askedAtMs: number }>();
  readonly #memoryPerByte = new Map<FileFormat, number>();
  #taken: Needs = { memoryBytes: 0, diskBytes: 0 };
  #runningJobs = 0;
  /** Of them, those of this host. */
  #ownJobs = 0;
  #isOneAlone = false;
  /** Jobs of this host that were let in to run alone. */
  readonly #alone = new Set<string>();
  #freeDiskBytes = Number.POSITIVE_INFINITY;
  #diskSeenAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** Whether jobs wait for memory or disk: these can come free without anybody telling. */
  get hasRefused(): boolean {
    return this.#refused.size > 0;
  }

  /** To be called before a round of `admit` or `refusalOf`: looks at what runs and what is free. */
  async look(): Promise<void> {
    const { dataFolder, elapsedMs, hostId, machine, running } = this.#options;
    const nowMs = elapsedMs();
    if (nowMs - this.#diskSeenAtMs >= diskIsFreshMs) {
      this.#diskSeenAtMs = nowMs;
      // Where it cannot be told, the disk itself says when it is full.
      this.#freeDiskBytes = await machine.freeDiskBytes(dataFolder).catch(() => Number.POSITIVE_INFINITY);
      this.#memoryPerByte.clear();
    }
    this.#taken = { memoryBytes: 0, diskBytes: 0 };
    this.#runningJobs = 0;
    const jobs = running();
    for (const job of jobs) this.#take(job);
    const own = jobs.filter((job) => job.leaseHost === hostId);
    this.#ownJobs = own.length;
    this.#isOneAlone = own.some(({ id }) => this.#alone.has(id));
    if (!this.#isOneAlone) this.#alone.clear();
    for (const [id, { askedAtMs }] of this.#refused) {
      if (nowMs - askedAtMs > forgottenAfterMs) this.#refused.delete(id);
    }
  }

  /** Whether the job may start now, and takes its share if so. */
  admit(job: JobRecord): boolean {
    const nowMs = this.#options.elapsedMs();
    if (this.#isHeldBack(job, nowMs)) return false;
    if (this.refusalOf(job)) {
      // Who is to run alone waits for those that run, and nobody gets in between.
      const patientFromMs = mustRunAlone(job) ? Number.NEGATIVE_INFINITY : nowMs;
      const sinceMs = this.#refused.get(job.id)?.sinceMs ?? patientFromMs;
      this.#refused.set(job.id, { sinceMs, askedAtMs: nowMs });
      return false;
    }
    this.#refused.delete(job.id);
    this.#take(job);
    this.#ownJobs++;
    if (mustRunAlone(job)) {
      this.#alone.add(job.id);
      this.#isOneAlone = true;
    }
    return true;
  }

  /** What the job lacks to start now; null when it has all. */
  refusalOf(job: JobRecord): Refusal | null {
    const { settings, machine } = this.#options;
    const { memoryShare, minFreeDiskBytes } = settings();
    if (this.#isOneAlone || (mustRunAlone(job) && this.#ownJobs > 0)) {
      return { kind: 'slots', running: this.#ownJobs, maximum: 1 };
    }
    const needs = this.#needsOf(job);
    const disk = this.#freeDiskBytes - minFreeDiskBytes - this.#taken.diskBytes;
    if (needs.diskBytes > disk) {
      return { kind: 'disk', neededBytes: needs.diskBytes, availableBytes: Math.max(0, Math.round(disk)) };
    }
    if (this.#runningJobs === 0) return null;
    const share = machine.totalMemoryBytes() * memoryShare - this.#taken.memoryBytes;
    const memory = Math.min(share, machine.availableMemoryBytes());
    if (needs.memoryBytes <= memory) return null;
    return { kind: 'memory', neededBytes: needs.memoryBytes, availableBytes: Math.max(0, Math.round(memory)) };
  }

  /** While another one has been passed over for too long. */
  #isHeldBack(job: JobRecord, nowMs: number): boolean {
    for (const [id, { sinceMs }] of this.#refused) if (nowMs - sinceMs > patienceMs) return id !== job.id;
    return false;
  }

  #take(job: JobRecord): void {
    const { memoryBytes, diskBytes } = this.#needsOf(job);
    this.#runningJobs++;
    this.#taken = {
      memoryBytes: this.#taken.memoryBytes + memoryBytes,
      diskBytes: this.#taken.diskBytes + diskBytes,
    };
  }

  #needsOf({ recipe, input }: JobRecord): Needs {
    const format = formatOf(input.fileName);
    let memory = this.#memoryPerByte.get(format);
    if (memory === undefined) {
      const past = this.#options.durations
        .newest(recipe, format, historyJobs)
        .flatMap(({ memoryBytes, sizeBytes }) => (memoryBytes && sizeBytes > 0 ? [memoryBytes / sizeBytes] : []))
        .sort((one, other) => one - other);
      memory = past[Math.floor(past.length * coveredShare)] ?? builtIn[format].memory;
      this.#memoryPerByte.set(format, memory);
    }
    return {
      memoryBytes: Math.round(fixed.memory + input.sizeBytes * memory),
      diskBytes: Math.round(fixed.disk + input.sizeBytes * builtIn[format].disk),
    };
  }
}

/** The last try of a job that was lost with its process the time before. */
function mustRunAlone({ fault, failures, maxAttempts }: JobRecord): boolean {
  return fault?.code === 'HOST_LOST' && failures > 0 && failures === maxAttempts - 1;
}
