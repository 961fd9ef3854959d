import type { Job } from '../../../contract/jobs.ts';

/** The file a job is about; of a comparison both: `march.xlsx → april.xlsx`. */
export function jobTitle({ fileName, otherFileNames }: Pick<Job, 'fileName' | 'otherFileNames'>): string {
  return [...otherFileNames, fileName].join(' → ');
}
