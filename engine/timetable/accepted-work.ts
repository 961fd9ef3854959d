import type { Priority, Submitter } from '../../contract/job-states.ts';
import type { RecipeName } from '../../contract/recipes.ts';
import type { Work } from '../../contract/timetable.ts';
import type { NewBatch, WorkInput } from '../archive/job-record.ts';
import type { NewWork } from '../jobs/submit-jobs.ts';

/** A batch that the timetable hands to the jobs: files by their paths, for no window is open that could hold tickets. */
export interface AcceptedWork {
  /** What the batch is called. */
  readonly name: string;
  readonly submitter: Submitter;
  readonly recipe: RecipeName;
  readonly options: Work['options'];
  readonly priority: Priority;
  /** A job for each. One whose `modifiedAtMs` is null could not be looked at: its job ends with the reason. */
  readonly inputs: NewWork['inputs'];
  readonly otherInputs: readonly WorkInput[];
  readonly sinceOptions?: NonNullable<NewWork['sinceOptions']>;
  readonly results: NewBatch['results'];
  /** Runs in the transaction that accepts the jobs; what it throws undoes everything and reaches the caller. */
  readonly alongside: (batchId: string) => void;
}

/** Accepts a batch: once it resolves, the jobs and what ran alongside are on disk. */
export type AcceptWork = (work: AcceptedWork) => Promise<{ readonly batchId: string }>;
