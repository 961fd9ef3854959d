/**
 * Which of `places` stand out of order: as few as possible, those beside a longest rising subsequence (patience sorting, Fredman
 * 1975). Gives indices into `places`, rising.
 */
export function movedPlaces(places: readonly number[]): number[] {
  /** For each length the index whose value ends the best subsequence of that length. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, place] of places.entries()) {
    let from = 0;
    let to = ends.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((places[ends[middle] as number] as number) < place) from = middle + 1;
      else to = middle;
    }
    before.push(from > 0 ? (ends[from - 1] as number) : -1);
    ends[from] = index;
  }
  const kept = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] as number) kept.add(index);
  return places.flatMap((_, index) => (kept.has(index) ? [] : [index]));
}
