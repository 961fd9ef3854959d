import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import type { JobSelection } from '../../../contract/job-requests.ts';
import type { Priority } from '../../../contract/job-states.ts';
import { client } from '../../bridge/client.ts';
import { notifyFailure } from '../../parts/notify.ts';
import { useStore } from '../../store/store.ts';
import type { QueueMove } from '../list/queue-moves.ts';

type Changed = { readonly changed: number };

/** Asks for each of `selections` in turn; gives how many jobs changed, null when a request failed (the person was told). */
async function change(
  selections: readonly JobSelection[],
  ask: (selection: JobSelection) => Promise<Changed>,
): Promise<number | null> {
  try {
    let changed = 0;
    for (const selection of selections) changed += (await ask(selection)).changed;
    if (changed === 0) notifications.show({ message: i18next.t('jobs:changed.none') });
    return changed;
  } catch (error) {
    notifyFailure(error);
    return null;
  }
}

export const cancelJobs = (selections: readonly JobSelection[]) =>
  change(selections, (selection) => client.jobs.cancelJobs(selection));
export const pauseJobs = (selections: readonly JobSelection[]) =>
  change(selections, (selection) => client.jobs.pauseJobs(selection));
export const resumeJobs = (selections: readonly JobSelection[]) =>
  change(selections, (selection) => client.jobs.resumeJobs(selection));
export const removeJobs = (selections: readonly JobSelection[]) =>
  change(selections, (selection) => client.jobs.removeJobs(selection));
export const setPriority = (selections: readonly JobSelection[], priority: Priority) =>
  change(selections, (selection) => client.jobs.setPriority({ selection, priority }));
export const pinJobs = (selections: readonly JobSelection[], isPinned: boolean) =>
  change(selections, (selection) => client.jobs.pinJobs({ selection, isPinned }));

/** Gives dead and cancelled jobs all their attempts again, and says how many. */
export async function redriveJobs(selections: readonly JobSelection[]): Promise<void> {
  const count = await change(selections, (selection) => client.jobs.redriveJobs(selection));
  if (count) notifications.show({ message: i18next.t('jobs:changed.redriven', { count }) });
}

/** Submits the same work as a new job and marks its line; gives its id. */
export async function rerunJob(id: string): Promise<string | null> {
  try {
    const job = await client.jobs.rerunJob({ id });
    useStore.getState().markFresh([job.id]);
    return job.id;
  } catch (error) {
    notifyFailure(error);
    return null;
  }
}

/** Puts waiting jobs at another place of the queue; gives whether it was done. */
export async function moveJobs({ ids, beforeId }: QueueMove): Promise<boolean> {
  try {
    await client.jobs.moveJobs({ ids: [...ids], beforeId });
    return true;
  } catch (error) {
    notifyFailure(error);
    return false;
  }
}

/** Puts waiting jobs before all others. */
export async function moveToFront(ids: readonly string[]): Promise<boolean> {
  try {
    const { jobs } = await client.jobs.listJobs({ states: ['queued'], order: 'queue', limit: 1, offset: 0 });
    const first = jobs[0]?.id;
    if (first === undefined || first === ids[0]) return false;
    return moveJobs({ ids, beforeId: first });
  } catch (error) {
    notifyFailure(error);
    return false;
  }
}

/** Starts no more jobs, or starts them again. */
export async function pauseQueue(isPaused: boolean): Promise<void> {
  try {
    await (isPaused ? client.jobs.pauseQueue() : client.jobs.resumeQueue());
  } catch (error) {
    notifyFailure(error);
  }
}
