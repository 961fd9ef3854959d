import { randomUUID } from 'node:crypto';
import { Fault } from '../../contract/faults.ts';
import { profileOptionsSchema, type Submission } from '../../contract/recipes.ts';
import type { JobRecord, NewJob } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import { faultOfWriteError } from '../files/fault-of-system-error.ts';
import { lookAtFile } from '../files/input-file.ts';
import type { TicketOffice } from '../files/ticket-office.ts';

/**
 * Accepts a submission: one job for each file and sheet, all on disk when it returns. Files are compared with their
 * tickets only when their jobs start, so that one bad file keeps no other from being accepted. Throws TICKET_UNKNOWN,
 * DISK_FULL.
 */
export function submitJobs(archive: Archive, tickets: TicketOffice, submission: Submission): JobRecord[] {
  const batchId = randomUUID();
  const options = profileOptionsSchema.parse(submission.options);
  const jobs = submission.inputs.flatMap(({ ticket, sheets }): NewJob[] => {
    const input = tickets.inputOf(ticket);
    const askedSheets = sheets === null ? [null] : [...new Set(sheets)];
    return askedSheets.map((askedSheet) => ({
      ...{ id: randomUUID(), batchId, recipe: submission.recipe, options, input, askedSheet },
    }));
  });
  return accept(archive, jobs);
}

function accept(archive: Archive, jobs: readonly NewJob[]): JobRecord[] {
  try {
    return archive.jobs.insert(jobs, Date.now());
  } catch (error) {
    throw faultOfWriteError(error);
  }
}

/** Accepts a job's input and options again, with the file as it is now. Throws JOB_UNKNOWN, DISK_FULL. */
export async function resubmitJob(archive: Archive, id: string): Promise<JobRecord> {
  const earlier = archive.jobs.find(id);
  if (!earlier) throw new Fault('JOB_UNKNOWN');
  const { recipe, options, input, askedSheet } = earlier;
  // A file that cannot be looked at is accepted all the same: its job fails with the reason.
  const found = await lookAtFile(input.path, input.fileName).catch(() => null);
  const job = { id: randomUUID(), batchId: randomUUID(), recipe, options, askedSheet, input: { ...input, ...found } };
  return accept(archive, [job])[0]!;
}
