import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import type { Artifact } from '../../contract/jobs.ts';
import type { BatchWorkbookJob } from '../../contract/report-orders.ts';
import type { Locale } from '../../contract/texts.ts';
import type { BatchMember } from '../archive/batch-artifact-repository.ts';
import type { BatchRecord } from '../archive/batch-repository.ts';
import type { Content } from '../archive/content-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';

interface BatchWorkbooksOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly now: () => number;
}

const kind = 'batch-xlsx';
/** Rises when the workbook is made otherwise from the same results: earlier ones are made anew. */
const workbookVersion = 1;
/** Jobs put on the list in one turn of the event loop. */
const listedAtOnce = 100;

/** The workbook over all jobs of a batch; made when it is asked for, and anew once the batch has changed. */
export class BatchWorkbooks {
  readonly #options: BatchWorkbooksOptions;
  /** Workbooks being made, so that two clicks make one. */
  readonly #inWork = new Map<string, Promise<Artifact>>();
  #made = 0;

  constructor(options: BatchWorkbooksOptions) {
    this.#options = options;
  }

  /** Throws BATCH_UNKNOWN, BATCH_WITHOUT_RESULTS, DISK_FULL. */
  async make(batchId: string, locale: Locale): Promise<Artifact> {
    const key = `${batchId} ${locale}`;
    let making = this.#inWork.get(key);
    if (!making) {
      making = this.#make(batchId, locale).finally(() => this.#inWork.delete(key));
      this.#inWork.set(key, making);
    }
    return making;
  }

  async #make(batchId: string, locale: Locale): Promise<Artifact> {
    const { archive, artifacts, now, pool } = this.#options;
    const batch = archive.batches.find(batchId);
    if (!batch) throw new Fault('BATCH_UNKNOWN');
    if (batch.counts.completed === 0) throw new Fault('BATCH_WITHOUT_RESULTS');
    const scratchName = `${batchId}-${locale}-${this.#made++}`;
    try {
      const scratchFolder = await artifacts.makeScratchFolder(scratchName);
      const listPath = path.join(scratchFolder, 'jobs.jsonl');
      const madeFrom = await this.#writeList(batch, listPath);
      const earlier = archive.batchArtifacts.find(batch.sequence, kind, locale);
      if (earlier?.madeFrom === madeFrom) return earlier.artifact;
      const scratchPath = path.join(scratchFolder, 'batch.xlsx');
      // Beside the jobs, not among the previews: a large batch takes long.
      const order = { name: batch.name, listPath, locale, scratchPath };
      const file = await pool.run('render-batch', order, { lane: 'compute', owner: batchId });
      return await artifacts.store([{ ...file, kind, extension: '.xlsx' }], locale, ([artifact]) => {
        const attached = archive.batchArtifacts.attach(batchId, { artifact: artifact!, madeFrom }, Math.round(now()));
        if (!attached) throw new Fault('BATCH_UNKNOWN');
        return artifact!;
      });
    } finally {
      await artifacts.removeScratchFolder(scratchName).catch(() => undefined);
    }
  }

  /** Writes the list of the batch's jobs; gives a digest of everything the workbook is made from. */
  async #writeList(batch: BatchRecord, listPath: string): Promise<string> {
    const digest = createHash('sha256').update(JSON.stringify([workbookVersion, batch.name]));
    const list = await open(listPath, 'w');
    try {
      await this.#eachMember(batch, async (members) => {
        digest.update(JSON.stringify(members));
        await writeLines(
          list,
          members.map((member) => this.#listed(member)),
        );
      });
    } finally {
      await list.close();
    }
    return digest.digest('hex');
  }

  async #eachMember({ sequence }: BatchRecord, take: (members: BatchMember[]) => Promise<void>): Promise<void> {
    let last = 0;
    for (;;) {
      const members = this.#options.archive.batchArtifacts.members(sequence, last, listedAtOnce);
      if (members.length === 0) return;
      last = members.at(-1)!.sequence;
      await take(members);
    }
  }

  #listed({ overview, columns, sequence: _, ...job }: BatchMember): BatchWorkbookJob {
    const pathOf = (content: Content | null) => (content ? this.#options.artifacts.pathOf(content) : null);
    return { ...job, overviewPath: pathOf(overview), columnsPath: pathOf(columns) };
  }
}

function writeLines(list: FileHandle, jobs: readonly BatchWorkbookJob[]): Promise<void> {
  return list.appendFile(jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
}
