import type { TrainOptions } from '../../../contract/train/train-options.ts';
import type { JobRecord, WorkInput } from '../../archive/job-record.ts';

export interface TrainInput extends WorkInput {
  readonly isTest: boolean;
}

/** The files of a training, the job's own first; the last ones may be test files. */
export function inputsOf(
  job: Pick<JobRecord, 'input' | 'otherInputs' | 'reading'>,
  { testInputs }: TrainOptions,
): TrainInput[] {
  const all = [{ input: job.input, reading: job.reading }, ...job.otherInputs];
  const firstTest = Math.max(1, all.length - testInputs);
  return all.map((one, place) => ({ ...one, isTest: place >= firstTest }));
}
