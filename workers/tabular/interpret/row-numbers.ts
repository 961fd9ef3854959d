/**
 * Gives the number a person sees beside a row of the file, from 1, of row `row` of part `part`. `rows`: of each part;
 * `firstNumber`: of the first row; `blankLines`: lines that are no rows, by part as pairs of the row that follows and how many.
 */
export function rowNumbers(
  rows: readonly number[],
  firstNumber: number,
  blankLines: readonly (Float64Array | null)[],
): (part: number, row: number) => number {
  const parts = rows.map((_, part) => blankCounter(blankLines[part] ?? null));
  const starts: number[] = [];
  let next = firstNumber;
  for (const [part, count] of rows.entries()) {
    starts.push(next);
    next += count + (parts[part]?.(count) ?? 0);
  }
  return (part, row) => (starts[part] ?? firstNumber) + row + (parts[part]?.(row) ?? 0);
}

/** Counts the blank lines before a row, those right before it too. */
function blankCounter(lines: Float64Array | null): (row: number) => number {
  if (lines === null || lines.length === 0) return () => 0;
  const sums = new Float64Array(lines.length / 2);
  let sum = 0;
  for (let run = 0; run < sums.length; run++) {
    sum += lines[run * 2 + 1] as number;
    sums[run] = sum;
  }
  return (row) => {
    let low = 0;
    let high = sums.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lines[middle * 2] as number) <= row) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : (sums[low - 1] as number);
  };
}

/** Blank lines with a row below them. */
export function countBlankLines(blankLines: readonly (Float64Array | null)[], rows: readonly number[]): number {
  const lastPart = rows.findLastIndex((count) => count > 0);
  let blank = 0;
  for (const [part, lines] of blankLines.slice(0, lastPart + 1).entries()) {
    const end = part === lastPart ? (rows[part] as number) - 1 : Number.POSITIVE_INFINITY;
    for (let index = 0; lines && index < lines.length && (lines[index] as number) <= end; index += 2) {
      blank += lines[index + 1] as number;
    }
  }
  return blank;
}
