import type { Locale } from '../../../contract/texts.ts';
import type { JobRecord } from '../../archive/job-record.ts';

/** What a completed job has to deliver, as it lies among the artifacts. */
export interface ReadyReport {
  readonly path: string;
  /** What it is to be called; without an ending where it is a folder. */
  readonly fileName: string;
  /** Unpacks it as the folder it stands for, which must not be there yet; null: it is one file. */
  readonly unpack: ((folder: string) => Promise<unknown>) | null;
}

/** Makes what a job has to deliver, if it is not there yet. */
export type MakeReport = (job: JobRecord, locale: Locale) => Promise<ReadyReport>;
