import type { InputColumn } from '../features/input-column.ts';
import type { FeatureColumn } from '../trees/feature-column.ts';

/** Rows of a part in the order in which they are predicted: group after group. */
export interface GroupOrder {
  readonly rows: Uint32Array;
  /** The group of the row at a place of that order; null: an empty cell. */
  readonly labelAt: (place: number) => string | null;
}

/** The groups in the order of their first rows, those without a value last. */
export function groupOrder(groups: InputColumn): GroupOrder {
  if (groups.kind !== 'text') throw new TypeError('groups are told apart by texts');
  const { codes, texts } = groups;
  const starts = new Uint32Array(texts.length + 2);
  const slotOf = (code: number) => (code < 0 ? texts.length : code);
  for (const code of codes) starts[slotOf(code) + 1] = (starts[slotOf(code) + 1] as number) + 1;
  for (let slot = 1; slot < starts.length; slot++)
    starts[slot] = (starts[slot] as number) + (starts[slot - 1] as number);
  const rows = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const slot = slotOf(codes[row] as number);
    rows[starts[slot] as number] = row;
    starts[slot] = (starts[slot] as number) + 1;
  }
  return { rows, labelAt: (place) => texts[codes[rows[place] as number] as number] ?? null };
}

/** The features with their rows in another order. */
export function reordered(columns: readonly FeatureColumn[], rows: Uint32Array): FeatureColumn[] {
  return columns.map((column) => {
    if (column.kind === 'category') {
      const codes = new Int32Array(rows.length);
      for (let place = 0; place < rows.length; place++) codes[place] = column.codes[rows[place] as number] as number;
      return { ...column, codes };
    }
    const values = new Float64Array(rows.length);
    for (let place = 0; place < rows.length; place++) values[place] = column.values[rows[place] as number] as number;
    return { ...column, values };
  });
}
