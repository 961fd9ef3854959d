import { setImmediate as nextTurn } from 'node:timers/promises';
import { jobFilterSchema } from '../../../contract/job-requests.ts';
import type { JobRecord } from '../../archive/job-record.ts';
import type { Archive } from '../../archive/open-archive.ts';

/** Jobs that a message lists; of a larger batch whoever is called asks for the rest in another way. */
const listedJobs = 1000;
/** Jobs read in one turn of the event loop. */
const sliceJobs = 100;

/** What is sent when a batch has ended, as JSON; null when the batch is gone. Paths are not part of it. */
export async function batchMessage(archive: Archive, batchId: string): Promise<string | null> {
  const found = archive.batches.find(batchId);
  if (!found) return null;
  const { id, name, createdAtMs, finishedAtMs, submitter, counts, jobs: jobCount, rows, durationMs, sizeBytes } = found;
  const batch = { id, name, createdAtMs, finishedAtMs, submitter, counts, jobs: jobCount, rows, durationMs, sizeBytes };
  const jobs: object[] = [];
  const filter = jobFilterSchema.parse({ batchId });
  while (jobs.length < listedJobs) {
    const page = await archive.jobPages.page({ filter, order: 'queue', limit: sliceJobs, offset: jobs.length });
    jobs.push(...page.jobs.map(messageJob));
    if (page.jobs.length < sliceJobs) break;
    await nextTurn();
  }
  return JSON.stringify({ event: 'batchEnded', batch, jobs });
}

function messageJob({ id, input, sheet, state, rows, columns, fault }: JobRecord): object {
  return { id, file: input.fileName, sheet, state, rows, columns, fault: fault?.code ?? null };
}
