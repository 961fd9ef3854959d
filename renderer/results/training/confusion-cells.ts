/** One class taken for another (or for itself). */
export interface ConfusionCell {
  readonly truth: number;
  readonly predicted: number;
  readonly rows: number;
  /** Of the rows of the true class. */
  readonly share: number;
}

/** The cells of a confusion matrix (true class × predicted class) whose classes are among `places`, in reading order. */
export function confusionCells(
  confusion: readonly (readonly number[])[],
  places: readonly number[],
): readonly ConfusionCell[] {
  return places.flatMap((truth) => {
    const line = confusion[truth] ?? [];
    const total = line.reduce((sum, rows) => sum + rows, 0) || 1;
    return places.map((predicted) => ({
      ...{ truth, predicted, rows: line[predicted] ?? 0 },
      share: (line[predicted] ?? 0) / total,
    }));
  });
}

/** The mistakes that happen most, the most frequent first; a thousand classes have a million cells, so only what is shown is kept. */
export function frequentMistakes(confusion: readonly (readonly number[])[], shown: number): readonly ConfusionCell[] {
  const kept: ConfusionCell[] = [];
  for (const [truth, line] of confusion.entries()) {
    const total = line.reduce((sum, rows) => sum + rows, 0) || 1;
    for (let predicted = 0; predicted < line.length; predicted++) {
      const rows = line[predicted] ?? 0;
      if (predicted === truth || rows === 0 || (kept.length === shown && rows <= (kept.at(-1)?.rows ?? 0))) continue;
      const place = kept.findIndex((one) => one.rows < rows);
      kept.splice(place < 0 ? kept.length : place, 0, { truth, predicted, rows, share: rows / total });
      if (kept.length > shown) kept.pop();
    }
  }
  return kept;
}

/** The classes with most rows, by place and in their own order, at most `shown`. */
export function largestClasses(confusion: readonly (readonly number[])[], shown: number): readonly number[] {
  return confusion
    .map((line, place) => ({ place, rows: line.reduce((sum, rows) => sum + rows, 0) }))
    .sort((a, b) => b.rows - a.rows || a.place - b.place)
    .slice(0, shown)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
}
