import { allocate } from './memory';
import { batchRows, setStates, states } from './rules';

/** How the numbers of a column are kept: none yet; whole multiples of 1 ∕ 10^decimals; whole days; doubles. */
export const unset: i32 = 0;
export const scaled: i32 = 1;
export const days: i32 = 2;
export const doubles: i32 = 3;

/** Bytes of a state. */
export const stateBytes: usize = 160;

/** One column of the part being read. Every field takes 4 bytes; ../tabular/text/row-kernel.ts reads them by their place. */
@unmanaged
export class ColumnState {
  mode: i32;
  decimals: i32;
  /** Of the whole numbers kept so far. */
  minimum: i32;
  maximum: i32;
  /** The cells of the rows being read: Int32 or Float64 by `mode`, codes of texts, kinds. */
  values: usize;
  codes: usize;
  kinds: usize;
  /** Whatever a cell holds is kept as text. */
  isText: i32;
  /** Cells of each kind since the part began. */
  missing: i32;
  numbers: i32;
  texts: i32;
  booleans: i32;
  dates: i32;
  errors: i32;
  /** Texts that a number would damage. */
  ids: i32;
  /** Distinct texts: their bytes, where each begins (and the last ends), their hashes, and the table they are found in. */
  entries: i32;
  bytesUsed: i32;
  bytes: usize;
  bytesRoom: i32;
  offsets: usize;
  hashes: usize;
  entriesRoom: i32;
  slots: usize;
  slotMask: i32;
  /** Texts are looked for among those met last only. */
  isLoose: i32;
  /** The rows of the part so far (kept-rows.ts): how their numbers are kept, and where; 0: there are none. */
  keptMode: i32;
  keptDecimals: i32;
  keptValues: usize;
  keptCodes: usize;
  /** 0 as long as all cells are of the kind `onlyKind`. */
  keptKinds: usize;
  onlyKind: i32;
  /** Numbers with a decimal comma, and with points between thousands, where somebody wants to know (note-decimals.ts). */
  commas: i32;
  grouped: i32;
  /** A table of the texts met last (few-texts.ts); 0: there is none. */
  recent: usize;
}

export function stateOf(column: i32): ColumnState {
  return changetype<ColumnState>(states + <usize>column * stateBytes);
}

/** Prepares `columns` columns for the first row of a part and answers where their states are. */
export function startColumns(columns: i32): usize {
  setStates(allocate(<usize>columns * stateBytes));
  memory.fill(states, 0, <usize>columns * stateBytes);
  for (let column = 0; column < columns; column++) {
    const state = stateOf(column);
    state.minimum = i32.MAX_VALUE;
    state.maximum = i32.MIN_VALUE;
    state.onlyKind = -1;
    state.values = allocate(<usize>batchRows * 8);
    state.codes = allocate(<usize>batchRows * 4);
    state.kinds = allocate(<usize>batchRows);
  }
  return states;
}
