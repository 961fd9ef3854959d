import { type JobFilter, type JobSelection, jobFilterSchema } from '../../contract/job-requests.ts';
import type { JobState } from '../../contract/job-states.ts';
import type { Archive } from '../archive/open-archive.ts';

/** Jobs named in a filter's place are not looked at beforehand: whoever changes them looks at their states. */
export async function selectedIds(
  archive: Archive,
  selection: JobSelection,
  among: readonly JobState[] | null,
): Promise<readonly string[]> {
  if ('ids' in selection) return [...new Set(selection.ids)];
  return archive.jobPages.ids(filterOf(selection), among);
}

function filterOf(selection: Exclude<JobSelection, { ids: string[] }>): JobFilter {
  return 'filter' in selection ? selection.filter : jobFilterSchema.parse({ batchId: selection.batchId });
}

/** What was selected, in words for the audit: a file name, or how many jobs. */
export function subjectOf(archive: Archive, ids: readonly string[]): string {
  const [id] = ids;
  if (ids.length === 1 && id !== undefined) return archive.jobs.find(id)?.input.fileName ?? '1 job';
  return `${ids.length} jobs`;
}
