import { sortNumbers } from '../../profile/sort-numbers.ts';
import type { ColumnCells } from '../column-cells.ts';

/** What a role is seen from, over the rows that can be trained on. */
export interface ColumnFacts {
  readonly rows: number;
  readonly missing: number;
  /** Different values, missing ones left out. */
  readonly distinct: number;
  readonly isWhole: boolean;
  /** Whether each value is greater (or each less) than that of the row before. */
  readonly isSteady: boolean;
  /** Greatest less smallest number; 0 for text. */
  readonly range: number;
  /** Of a text, on average. */
  readonly characters: number;
  /** Share of the texts with several words. */
  readonly wordedShare: number;
}

export function columnFacts(cells: ColumnCells, rows: Uint32Array): ColumnFacts {
  return cells.kind === 'text' ? textFacts(cells.codes, cells.texts, rows) : numberFacts(cells.values, rows);
}

function numberFacts(values: Float64Array, rows: Uint32Array): ColumnFacts {
  const present = new Float64Array(rows.length);
  let count = 0;
  let isWhole = true;
  let rises = 0;
  let falls = 0;
  let before = Number.NaN;
  for (const row of rows) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    present[count++] = value;
    if (!Number.isInteger(value)) isWhole = false;
    if (value > before) rises++;
    if (value < before) falls++;
    before = value;
  }
  const sorted = sortNumbers(present.subarray(0, count), new Float64Array(count));
  let distinct = count > 0 ? 1 : 0;
  for (let at = 1; at < count; at++) if (sorted[at] !== sorted[at - 1]) distinct++;
  return {
    ...{ rows: rows.length, missing: rows.length - count, distinct, isWhole },
    isSteady: count > 1 && (rises === count - 1 || falls === count - 1),
    range: count > 0 ? (sorted[count - 1] as number) - (sorted[0] as number) : 0,
    ...{ characters: 0, wordedShare: 0 },
  };
}

function textFacts(codes: Int32Array, texts: readonly string[], rows: Uint32Array): ColumnFacts {
  const isSeen = new Uint8Array(texts.length);
  let missing = 0;
  for (const row of rows) {
    const code = codes[row] as number;
    if (code < 0) missing++;
    else isSeen[code] = 1;
  }
  let distinct = 0;
  let characters = 0;
  let worded = 0;
  for (let code = 0; code < texts.length; code++) {
    if (isSeen[code] === 0) continue;
    const text = texts[code] as string;
    distinct++;
    characters += text.length;
    // Chinese sets no spaces between its words.
    if (/\S\s+\S+\s+\S/.test(text) || /[\u4e00-\u9fff]{8}/.test(text)) worded++;
  }
  return {
    ...{ rows: rows.length, missing, distinct, isWhole: false, isSteady: false, range: 0 },
    characters: distinct > 0 ? characters / distinct : 0,
    wordedShare: distinct > 0 ? worded / distinct : 0,
  };
}
