import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import type { Locale } from '../../../contract/texts.ts';
import type { DeliveryRecord } from '../../archive/delivery-repository.ts';
import type { JobRecord } from '../../archive/job-record.ts';
import type { Archive } from '../../archive/open-archive.ts';
import { folderLabel } from '../../files/chosen-folder.ts';
import { isDiskFull } from '../../files/fault-of-system-error.ts';
import { numberedName, reportFileName } from '../../files/report-file-name.ts';
import { isThere, putFile } from './put-file.ts';

/** What a delivery of a report keeps for itself. */
export interface ReportPayload {
  readonly locale: Locale;
  /** Decided before anything is written, so that a try after a crash goes on with the same name; null: not yet. */
  readonly fileName: string | null;
}

/** Makes the workbook report of a job, if there is none yet, and gives its path. */
export type MakeReport = (jobId: string, locale: Locale) => Promise<string>;

/** Beyond this a folder is not one that a person looks into. */
const maxNumber = 100_000;

/**
 * Puts the report of a completed job into the folder for results. Gives `dropped` when the job has been removed meanwhile.
 * Throws RESULTS_FOLDER_MISSING, DISK_FULL, and what may happen when a report is made.
 */
export async function deliverReport(
  delivery: DeliveryRecord,
  archive: Archive,
  makeReport: MakeReport,
): Promise<'done' | 'dropped'> {
  const { id, target: folder, jobId } = delivery;
  const job = jobId === null ? null : archive.jobs.find(jobId);
  if (!job) return 'dropped';
  let payload = JSON.parse(delivery.payload) as ReportPayload;
  // Rather than make a report for nothing at every try.
  if (!(await isThere(folder))) throw folderFault(folder, null);
  const source = await makeReport(job.id, payload.locale);
  try {
    for (;;) {
      if (payload.fileName === null) {
        payload = { ...payload, fileName: await freeName(delivery, job, payload.locale, archive) };
        archive.deliveries.setPayload(id, JSON.stringify(payload));
      }
      if (await putFile(source, folder, payload.fileName!, id)) return 'done';
      payload = { ...payload, fileName: null };
    }
  } catch (error) {
    if (isDiskFull(error)) throw new Fault('DISK_FULL', {}, { cause: error });
    throw folderFault(folder, error);
  }
}

/** A name nobody uses yet, nor another delivery that was interrupted. */
async function freeName(delivery: DeliveryRecord, job: JobRecord, locale: Locale, archive: Archive): Promise<string> {
  const wanted = reportFileName(job.input.fileName, job.sheet, 'xlsx', locale, job.recipe);
  for (let number = 1; number <= maxNumber; number++) {
    const name = numberedName(wanted, number);
    if (archive.deliveries.isNameReserved(delivery.target, name, delivery.id)) continue;
    if (!(await isThere(path.join(delivery.target, name)))) return name;
  }
  throw new Error(`too many files named like ${wanted}`);
}

function folderFault(folder: string, cause: unknown): Fault {
  if (cause instanceof Fault) return cause;
  return new Fault('RESULTS_FOLDER_MISSING', { folder: folderLabel(folder) }, { cause });
}
