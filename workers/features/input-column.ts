/**
 * The cells of one column as a model sees them, by row. Numbers: themselves; dates: milliseconds since 1970-01-01 UTC;
 * booleans: 0 or 1; missing: NaN. Texts: places in `texts`, which are different from each other and stand in the order in which
 * the rows bring them; missing: −1.
 */
export type InputColumn =
  | { readonly kind: 'number' | 'date' | 'boolean'; readonly values: Float64Array }
  | { readonly kind: 'text'; readonly codes: Int32Array; readonly texts: readonly string[] };

/** Rows of a column. */
export const inputRows = (column: InputColumn): number =>
  column.kind === 'text' ? column.codes.length : column.values.length;

/** Columns of the same kind one below the other, such as one of each file. Throws a TypeError where kinds differ. */
export function joinInputColumns(parts: readonly InputColumn[]): InputColumn {
  const [first] = parts;
  if (first === undefined) throw new TypeError('no columns to join');
  const rows = parts.reduce((sum, part) => sum + inputRows(part), 0);
  if (parts.some((part) => part.kind !== first.kind)) throw new TypeError('columns of different kinds');
  let start = 0;
  if (first.kind !== 'text') {
    const values = new Float64Array(rows);
    for (const part of parts) {
      if (part.kind === 'text') continue;
      values.set(part.values, start);
      start += part.values.length;
    }
    return { kind: first.kind, values };
  }
  const codes = new Int32Array(rows);
  const places = new Map<string, number>();
  for (const part of parts) {
    if (part.kind !== 'text') continue;
    const own = part.texts.map((text) => {
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return place;
    });
    for (let row = 0; row < part.codes.length; row++) {
      const code = part.codes[row] as number;
      codes[start + row] = code < 0 ? -1 : (own[code] as number);
    }
    start += part.codes.length;
  }
  return { kind: 'text', codes, texts: [...places.keys()] };
}

/** The rows `rows` of a column, in that order; texts keep their places. */
export function takeRows(column: InputColumn, rows: Uint32Array | Int32Array): InputColumn {
  if (column.kind === 'text') {
    const codes = new Int32Array(rows.length);
    for (let row = 0; row < rows.length; row++) codes[row] = column.codes[rows[row] as number] as number;
    return { ...column, codes };
  }
  const values = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) values[row] = column.values[rows[row] as number] as number;
  return { ...column, values };
}
