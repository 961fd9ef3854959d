import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import type { Locale } from '../../../contract/texts.ts';
import type { DeliveryRecord } from '../../archive/delivery-repository.ts';
import type { Archive } from '../../archive/open-archive.ts';
import { folderLabel } from '../../files/chosen-folder.ts';
import { isDiskFull } from '../../files/fault-of-system-error.ts';
import { numberedName } from '../../files/report-file-name.ts';
import { isThere, putFile } from './put-file.ts';
import { putFolder } from './put-folder.ts';
import type { MakeReport } from './ready-report.ts';

/** What a delivery of a report keeps for itself. */
export interface ReportPayload {
  readonly locale: Locale;
  /** Decided before anything is written, so that a try after a crash goes on with the same name; null: not yet. */
  readonly fileName: string | null;
}

/** Beyond this a folder is not one that a person looks into. */
const maxNumber = 100_000;

/**
 * Puts what a completed job has to deliver into the folder for results: its report, or what a prediction has written. Gives
 * its name there, or null when the job has been removed meanwhile.
 * Throws RESULTS_FOLDER_MISSING, DISK_FULL, and what may happen when a report is made.
 */
export async function deliverReport(
  delivery: DeliveryRecord,
  archive: Archive,
  makeReport: MakeReport,
): Promise<string | null> {
  const { id, target: folder, jobId } = delivery;
  const job = jobId === null ? null : archive.jobs.find(jobId);
  if (!job) return null;
  let payload = JSON.parse(delivery.payload) as ReportPayload;
  // Rather than make a report for nothing at every try.
  if (!(await isThere(folder))) throw folderFault(folder, null);
  const report = await makeReport(job, payload.locale);
  const { path: source, unpack } = report;
  try {
    for (;;) {
      if (payload.fileName === null) {
        payload = { ...payload, fileName: await freeName(delivery, report.fileName, archive) };
        archive.deliveries.setPayload(id, JSON.stringify(payload));
      }
      const name = payload.fileName!;
      const isPut = unpack ? await putFolder(unpack, folder, name, id) : await putFile(source, folder, name, id);
      if (isPut) return name;
      payload = { ...payload, fileName: null };
    }
  } catch (error) {
    if (isDiskFull(error)) throw new Fault('DISK_FULL', {}, { cause: error });
    throw folderFault(folder, error);
  }
}

/** A name nobody uses yet, nor another delivery that was interrupted. */
async function freeName(delivery: DeliveryRecord, wanted: string, archive: Archive): Promise<string> {
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
