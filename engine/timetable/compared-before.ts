import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { jobFilterSchema } from '../../contract/job-requests.ts';
import type { Work } from '../../contract/timetable.ts';
import type { WorkInput } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import { artifactPathOf, artifactRootOf } from '../artifacts/artifact-path.ts';
import { lookAtFile } from '../files/input-file.ts';
import type { AcceptedWork } from './accepted-work.ts';

type ComparingWork = Extract<Work, { recipe: 'compare' }>;

/** Jobs of a file's name that are looked through for what its table was like. */
const lookedAtJobs = 200;
const searchCharacters = 200;

/**
 * Tables that are profiled and compared with what came before: each with how it was when it was last profiled, else with the one that
 * `before` gives for its place. Where there is neither it is profiled alone.
 */
export async function comparedBefore(
  work: ComparingWork,
  tables: readonly WorkInput[],
  before: (place: number) => Promise<WorkInput | null>,
  archive: Archive,
  dataFolder: string,
): Promise<Pick<AcceptedWork, 'recipe' | 'options' | 'inputs' | 'otherInputs' | 'sinceOptions'>> {
  const inputs: AcceptedWork['inputs'][number][] = [];
  for (const [place, table] of tables.entries()) {
    const earlier = (await lastRowsOf(table, archive, dataFolder)) ?? (await before(place));
    inputs.push({ ...table, since: earlier ? [earlier] : [] });
  }
  return { recipe: 'profile', options: {}, inputs, otherInputs: [], sinceOptions: work.options };
}

/** The rows that the newest profile of the same table of the same file has stored; null: there are none. */
async function lastRowsOf({ input, reading }: WorkInput, archive: Archive, dataFolder: string) {
  const search = path.basename(input.fileName).slice(0, searchCharacters);
  const { jobs } = await archive.jobPages.page({
    ...{ filter: jobFilterSchema.parse({ states: ['completed'], search }), order: 'newest' },
    ...{ limit: lookedAtJobs, offset: 0 },
  });
  for (const job of jobs) {
    const rows = job.artifacts.find(({ kind }) => kind === 'rows');
    const isSame = job.input.path === input.path && isDeepStrictEqual(job.reading, reading);
    if (!rows || !isSame || job.recipe !== 'profile') continue;
    const { fileName } = input;
    const stored = artifactPathOf(artifactRootOf(dataFolder), rows);
    const found = await lookAtFile(stored, fileName).catch(() => null);
    if (found) return { input: { path: stored, fileName, ...found }, reading: { ...reading, sheet: job.sheet } };
  }
  return null;
}
