import type { Units } from './detect-line-break.ts';
import type { SplitRow } from './split-rows.ts';

/** Rows at the end that must look like one column too: what stands above a table is of one column as well. */
const lastRows = 10;
const comma = 44;

/**
 * Whether a text holds one column, though signs that could separate fields stand in some of its rows: sentences with commas, or
 * a name above numbers with decimal commas. `rows` are cut at `delimiter`, `share` of them have the usual number of fields.
 */
export function isOneColumn(units: Units, rows: readonly SplitRow[], delimiter: string, share: number): boolean {
  const filled = rows.filter((row) => row.fields.length > 0);
  if (filled.length < 3 || filled.some(({ fields }) => fields.some(({ isQuoted }) => isQuoted))) return false;
  const isSingle = (row: SplitRow): boolean => row.fields.length === 1;
  const singles = filled.filter(isSingle).length;
  const last = filled.slice(-lastRows);
  if (share < 0.4 && singles * 2 >= filled.length && last.filter(isSingle).length * 2 >= last.length) return true;
  const [first, ...others] = filled as [SplitRow, ...SplitRow[]];
  if (delimiter !== ',' || !isSingle(first) || !isWord(units, first)) return false;
  return others.every((row) => isSingle(row) || (row.fields.length === 2 && isDecimal(units, row)));
}

/** A sign that does not stand in the text, so that cutting at it leaves every line whole; null: they all do. */
export function absentDelimiter(units: Units): string | null {
  return [';', '\t', '|', '\u001f'].find((sign) => !units.includes(sign.charCodeAt(0))) ?? null;
}

const isDigit = (unit: number | undefined): boolean => unit !== undefined && unit >= 48 && unit <= 57;

/** Whether a row holds no digit and more than digits could say. */
function isWord(units: Units, { fields }: SplitRow): boolean {
  const [field] = fields;
  return field !== undefined && !units.subarray(field.from, field.to).some(isDigit);
}

/** Whether the comma between the two fields of a row stands between digits, and nothing but a number is written. */
function isDecimal(units: Units, { fields }: SplitRow): boolean {
  const [whole, fraction] = fields;
  if (!whole || !fraction || units[whole.to] !== comma) return false;
  return isDigit(units[whole.to - 1]) && isDigit(units[fraction.from]);
}
