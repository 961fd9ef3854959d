/** The one of `names` that `wanted` was probably meant to be, a third of whose letters may differ; null where none is near. */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  let nearest: string | null = null;
  let leastEdits = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const edits = editsBetween(wanted.toLowerCase(), name.toLowerCase());
    if (edits >= leastEdits) continue;
    leastEdits = edits;
    nearest = name;
  }
  return nearest;
}

/** Letters to add, to take away or to change (Levenshtein). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let place = 1; place <= one.length; place++) {
    const next = [place];
    for (let at = 1; at <= other.length; at++) {
      const changed = row[at - 1]! + (one[place - 1] === other[at - 1] ? 0 : 1);
      next.push(Math.min(changed, row[at]! + 1, next[at - 1]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}
