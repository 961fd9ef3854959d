/** Counts reduced to at most `maximum` bars by adding neighbours. */
export function mergeBins(counts: readonly number[], maximum: number): number[] {
  const step = Math.ceil(counts.length / maximum);
  if (step <= 1) return [...counts];
  const merged: number[] = [];
  for (let from = 0; from < counts.length; from += step) {
    merged.push(counts.slice(from, from + step).reduce((sum, count) => sum + count, 0));
  }
  return merged;
}
