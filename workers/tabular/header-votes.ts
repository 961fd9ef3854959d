import type { PreviewCell, PreviewRow } from './preview-cell.ts';

export type BodyKind = 'text' | 'number' | 'boolean' | 'date';

export interface HeaderVotes {
  /** Columns where words stand above values of another kind. */
  readonly pro: number;
  /** Columns where the row holds a value itself. */
  readonly contra: number;
  /** Columns with words above words, and how many of those words come again below. */
  readonly words: number;
  readonly repeated: number;
}

/** What speaks for and against `row` being the names of the columns whose values begin at `firstBody`. */
export function headerVotes(rows: readonly PreviewRow[], row: number, firstBody: number): HeaderVotes {
  const kinds = kindsBelow(rows, firstBody);
  const line = rows[row] ?? [];
  const counting = countingOf(line);
  const isCounting = counting !== null && counting !== countingOf(rows[firstBody] ?? []);
  let pro = 0;
  let contra = 0;
  let words = 0;
  let repeated = 0;
  line.forEach((cell, column) => {
    if (cell.kind === 'missing' || cell.text.trim() === '') return;
    const kind = kinds.get(column);
    if (isBodyCell(cell)) {
      if (!isCounting) contra++;
    } else if (kind !== undefined && kind !== 'text') pro++;
    else {
      words++;
      if (rows.slice(firstBody).some((other) => other[column]?.text === cell.text)) repeated++;
    }
  });
  return { pro, contra, words, repeated };
}

/** The kind of most values of each column from row `first` on; columns without values are left out. */
export function kindsBelow(rows: readonly PreviewRow[], first: number): Map<number, BodyKind> {
  const counts = new Map<number, Map<BodyKind, number>>();
  for (const row of rows.slice(first)) {
    row.forEach((cell, column) => {
      if (cell.kind === 'missing' || cell.kind === 'error' || cell.text.trim() === '') return;
      const ofColumn = counts.get(column) ?? new Map<BodyKind, number>();
      counts.set(column, ofColumn.set(cell.kind, (ofColumn.get(cell.kind) ?? 0) + 1));
    });
  }
  const kinds = new Map<number, BodyKind>();
  for (const [column, ofColumn] of counts) {
    const total = [...ofColumn.values()].reduce((sum, count) => sum + count, 0);
    const most = [...ofColumn].find(([, count]) => count * 5 >= total * 3);
    kinds.set(column, most?.[0] ?? 'text');
  }
  return kinds;
}

/** Whether a cell holds a value that no name would be. */
export function isBodyCell(cell: PreviewCell): boolean {
  return cell.kind === 'number' || cell.kind === 'boolean' || cell.kind === 'date' || cell.kind === 'error';
}

/** Names may count: years, months or days (“Name, 2022, 2023, 2024”), beside at least one word. null: these do not. */
function countingOf(line: PreviewRow): 'years' | 'places' | null {
  const numbers = line.filter((cell) => cell.kind === 'number').map((cell) => Number(cell.text));
  if (numbers.length < 2 || !line.some((cell) => cell.kind === 'text')) return null;
  if (
    !numbers.every(
      (value, index) => Number.isInteger(value) && (index === 0 || value === (numbers[index - 1] as number) + 1),
    )
  )
    return null;
  const first = numbers[0] as number;
  if (first >= 1800 && first <= 2200) return 'years';
  return numbers.length >= 3 && first >= 0 && first <= 1 ? 'places' : null;
}
