import type { Job } from '../../../contract/jobs.ts';

/** The files a job is about: of a comparison `march.xlsx → april.xlsx`, of a training all it learns from and is scored on. */
export function jobTitle({
  recipe,
  fileName,
  otherFileNames,
}: Pick<Job, 'recipe' | 'fileName' | 'otherFileNames'>): string {
  return recipe === 'train'
    ? [...new Set([fileName, ...otherFileNames])].join(' + ')
    : [...otherFileNames, fileName].join(' → ');
}
