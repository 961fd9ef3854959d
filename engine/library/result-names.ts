/** Digits of a job's id in the name of its result. */
const endingDigits = 8;
const maxStem = 40;

/**
 * How a result is called in SQL, such as `grades_2024_1a2b3c4d`: after its file, with the end of the job's id, so that two
 * results of one file are told apart and a name means the same for ever.
 */
export function resultName(fileName: string, jobId: string): string {
  const stem = fileName
    .replace(/\.[^.\s]{1,7}$/, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const characters = [...stem].slice(0, maxStem).join('');
  return `${characters || 'result'}_${jobId.slice(-endingDigits)}`;
}

/** The end of the job's id in the name of a result; null for a name of another kind. */
export function endingOfResult(name: string): string | null {
  return /_([0-9a-f]{8})$/i.exec(name)?.[1]?.toLowerCase() ?? null;
}
