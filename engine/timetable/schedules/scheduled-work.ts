import path from 'node:path';
import { mainTable } from '../../../contract/reading.ts';
import type { JobInput } from '../../archive/job-record.ts';
import type { ScheduleRecord } from '../../archive/schedule-repository.ts';
import { eachOf } from '../../files/each-of.ts';
import { lookAtFile } from '../../files/input-file.ts';
import type { AcceptedWork } from '../accepted-work.ts';

/** What a schedule hands in at a tick: its files as they are now. One that is missing makes a job that says so. */
export async function scheduledWork(schedule: ScheduleRecord): Promise<Omit<AcceptedWork, 'alongside'>> {
  const { name, work, files, results } = schedule;
  const inputs = await eachOf(files, async ({ path: file, tables }) => {
    const input = await inputAt(file);
    return (tables ?? [mainTable]).map((reading) => ({ input, reading }));
  });
  return {
    ...{ name, submitter: { kind: 'schedule', name }, results },
    ...{ recipe: work.recipe, options: work.options, priority: work.priority, inputs: inputs.flat() },
    otherInputs: [],
  };
}

async function inputAt(file: string): Promise<JobInput> {
  const fileName = path.basename(file);
  const found = await lookAtFile(file, fileName).catch(() => ({ sizeBytes: 0, modifiedAtMs: null }));
  return { path: file, fileName, ...found };
}
