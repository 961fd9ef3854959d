import type { Job } from '../../contract/jobs.ts';
import { wholeView } from '../store/jobs-slice.ts';
import { useStore } from '../store/store.ts';

/** Goes to the jobs that were just submitted: their rows are marked, their batch lies open. */
export function showSubmitted({ batchId, jobs }: { readonly batchId: string; readonly jobs: readonly Job[] }): void {
  const { changeJobView, markFresh, goTo } = useStore.getState();
  changeJobView(wholeView);
  markFresh([batchId, ...jobs.map((job) => job.id)]);
  goTo('jobs');
}

/** Goes to the jobs of one batch. */
export function showBatch(batch: { readonly id: string; readonly name: string }): void {
  const { changeJobView, goTo } = useStore.getState();
  changeJobView({ ...wholeView, batch: { id: batch.id, name: batch.name }, order: 'queue' });
  goTo('jobs');
}
