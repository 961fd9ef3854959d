import { client } from '../bridge/client.ts';
import { showBatch } from '../jobs/show-submitted.ts';
import { notifyFailure } from '../parts/notify.ts';

/** Does `work` and says so if it fails; `then` follows in either case, to show what is so now. */
async function attempt(work: () => Promise<unknown>, then: () => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    notifyFailure(error);
  } finally {
    then();
  }
}

export function enableSchedule(id: string, isEnabled: boolean, then: () => void): Promise<void> {
  return attempt(() => client.timetable.changeSchedule({ id, isEnabled }), then);
}

/** Submits the schedule's work at once and shows its jobs. */
export function runScheduleNow(id: string, name: string, then: () => void): Promise<void> {
  return attempt(async () => {
    const { batchId } = await client.timetable.runScheduleNow({ id });
    showBatch({ id: batchId, name });
  }, then);
}

export function removeSchedule(id: string, then: () => void): Promise<void> {
  return attempt(() => client.timetable.removeSchedule({ id }), then);
}

export function enableWatchedFolder(id: string, isEnabled: boolean, then: () => void): Promise<void> {
  return attempt(() => client.timetable.changeWatchedFolder({ id, isEnabled }), then);
}

export function removeWatchedFolder(id: string, then: () => void): Promise<void> {
  return attempt(() => client.timetable.removeWatchedFolder({ id }), then);
}
