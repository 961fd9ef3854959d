import type { WaitReason } from '../../contract/job-states.ts';
import type { Job, Progress } from '../../contract/jobs.ts';
import type { JobRecord } from '../archive/job-record.ts';
import { finishedProgress, waitingProgress } from './progress.ts';

/** A job as the contract shows it: without paths. `progress` is that of the attempt in work. */
export function jobView(record: JobRecord, progress: Progress | null, waitReason: WaitReason | null): Job {
  const { id, batchId, recipe, state, sheet, createdAtMs, startedAtMs, finishedAtMs, attempt, maxAttempts } = record;
  const { priority, submitter, estimate, reusedFrom, isPinned, rows, columns, durationMs, fault, artifacts } = record;
  const { fileName, sizeBytes } = record.input;
  const otherFileNames = record.otherInputs.map(({ input }) => input.fileName);
  const shown = progress ?? (state === 'completed' ? { ...finishedProgress, rowsDone: rows } : waitingProgress);
  return {
    ...{
      id,
      batchId,
      recipe,
      state,
      fileName,
      otherFileNames,
      sheet,
      sizeBytes,
      createdAtMs,
      startedAtMs,
      finishedAtMs,
    },
    ...{ priority, submitter, attempt, maxAttempts, waitReason, estimate, reusedFrom, isPinned },
    ...{ progress: shown, rows, columns, durationMs, fault, artifacts: [...artifacts] },
  };
}
