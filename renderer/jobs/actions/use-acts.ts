import { useCallback, useState } from 'react';
import type { JobSelection } from '../../../contract/job-requests.ts';
import type { Job } from '../../../contract/jobs.ts';
import { filterOfView, wholeView } from '../../store/jobs-slice.ts';
import { useStore } from '../../store/store.ts';
import { hasResult } from '../words/job-state-groups.ts';
import type { Act, ActTargets } from './act-targets.ts';
import type { Question } from './ask-dialog.tsx';
import {
  cancelJobs,
  moveToFront,
  pauseJobs,
  pinJobs,
  redriveJobs,
  removeJobs,
  rerunJob,
  resumeJobs,
  setPriority,
} from './job-requests.ts';
import { saveBatchWorkbook } from './save-batch-workbook.ts';

interface ActsOptions {
  /** What was asked for has been done: places may have changed. */ readonly onDone: () => void;
  readonly onShowBatch: (batch: { readonly id: string; readonly name: string }) => void;
}

/** Does what was asked of jobs; stopping work and deleting results are asked about first. */
export function useActs({ onDone, onShowBatch }: ActsOptions) {
  const [question, setQuestion] = useState<Question | null>(null);

  const perform = useCallback(
    (act: Act, targets: ActTargets) => {
      if (act === 'cancel' || act === 'remove') {
        if (isAskedAbout(act, targets)) setQuestion({ act, targets });
        else void (act === 'cancel' ? cancelJobs : removeJobs)(targets.requests).then(onDone);
        return;
      }
      void performAtOnce(act, targets, onShowBatch).then(onDone);
    },
    [onDone, onShowBatch],
  );

  const confirm = useCallback(
    ({ act, targets }: Question) => {
      void (act === 'cancel' ? cancelJobs : removeJobs)(targets.requests).then(onDone);
    },
    [onDone],
  );
  const dialog = { question, onClose: useCallback(() => setQuestion(null), []), onConfirm: confirm };
  return { perform, dialog };
}

/** A single job is cancelled at once: trying it again is one click. One that has made nothing is removed at once. */
function isAskedAbout(act: 'cancel' | 'remove', { lines, total }: ActTargets): boolean {
  if (total !== 1) return true;
  const [line] = lines;
  return act === 'remove' && line?.kind === 'job' && line.job.artifacts.length > 0;
}

async function performAtOnce(
  act: Exclude<Act, 'cancel' | 'remove'>,
  { requests, lines }: ActTargets,
  onShowBatch: ActsOptions['onShowBatch'],
): Promise<unknown> {
  const [line] = lines;
  switch (act) {
    case 'open':
      return line?.kind === 'job' && openJobOrResult(line.job);
    case 'details':
      return line?.kind === 'job' && useStore.getState().openJob(line.job.id);
    case 'workbook':
      return line?.kind === 'batch' && saveBatchWorkbook(line.batch.id);
    case 'showBatch':
      return line?.kind === 'batch' && onShowBatch(line.batch);
    case 'pause':
      return pauseJobs(requests);
    case 'resume':
      return resumeJobs(requests);
    case 'toFront':
      return moveToFront(lines.flatMap((one) => (one.kind === 'job' ? [one.job.id] : [])));
    case 'high':
    case 'normal':
    case 'low':
      return setPriority(requests, act);
    case 'redrive':
      return redriveJobs(requests.map(onlyDead));
    case 'rerun':
      return line?.kind === 'job' && rerunJob(line.job.id);
    case 'pin':
    case 'unpin':
      return pinJobs(requests, act === 'pin');
  }
}

/** Of a batch what has failed is tried again, not what the person has cancelled. */
function onlyDead(request: JobSelection): JobSelection {
  if (!('batchId' in request)) return request;
  const batch = { id: request.batchId, name: '' };
  return { filter: filterOfView({ ...wholeView, tab: 'dead', batch }) };
}

/** The job's result where there is one to look at, else the page of the job. */
export function openJobOrResult(job: Job): void {
  const { openResult, openJob } = useStore.getState();
  if (hasResult(job)) openResult(job.id);
  else openJob(job.id);
}
