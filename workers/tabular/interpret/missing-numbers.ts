const plainNumber = /^[+-]?\d+(?:[.,]\d+)?$/;

/** Numbers that stand for a missing cell: those of `words` that are written as numbers. */
export function missingNumbersOf(words: readonly string[]): number[] {
  return words.flatMap((word) => (plainNumber.test(word) ? [Number(word.replace(',', '.'))] : []));
}
