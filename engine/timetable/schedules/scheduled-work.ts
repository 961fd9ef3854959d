import path from 'node:path';
import { mainTable } from '../../../contract/reading.ts';
import type { JobInput } from '../../archive/job-record.ts';
import type { Archive } from '../../archive/open-archive.ts';
import type { ScheduleRecord } from '../../archive/schedule-repository.ts';
import { eachOf } from '../../files/each-of.ts';
import { lookAtFile } from '../../files/input-file.ts';
import type { AcceptedWork } from '../accepted-work.ts';
import { comparedBefore } from '../compared-before.ts';
import { workNow } from '../work-model.ts';

/**
 * What a schedule hands in at a tick: its files as they are now, a job for each, or one that trains on all, or the first to compare the
 * others with. A file or a model that is missing makes a job that says so.
 */
export async function scheduledWork(
  schedule: ScheduleRecord,
  archive: Archive,
  dataFolder: string,
): Promise<Omit<AcceptedWork, 'alongside'>> {
  const { name, work, files, results } = schedule;
  const inputs = await eachOf(files, async ({ path: file, tables }) => {
    const input = await inputAt(file);
    return (tables ?? [mainTable]).map((reading) => ({ input, reading }));
  });
  const all = inputs.flat();
  const shared = { name, submitter: { kind: 'schedule' as const, name }, results, ...workNow(work, archive.models) };
  if (work.recipe === 'compare') {
    if (inputs.length > 1) {
      return { ...shared, inputs: inputs.slice(1).flat(), otherInputs: inputs[0]!.slice(0, 1) };
    }
    return { ...shared, ...(await comparedBefore(work, all, async () => null, archive, dataFolder)) };
  }
  const jobs = work.recipe === 'train' ? 1 : all.length;
  return {
    ...shared,
    ...{ inputs: all.slice(0, jobs), otherInputs: all.slice(jobs) },
  };
}

async function inputAt(file: string): Promise<JobInput> {
  const fileName = path.basename(file);
  const found = await lookAtFile(file, fileName).catch(() => ({ sizeBytes: 0, modifiedAtMs: null }));
  return { path: file, fileName, ...found };
}
