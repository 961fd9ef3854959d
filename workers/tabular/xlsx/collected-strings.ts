/** Shared strings of a workbook as UTF-8: string `i` is `bytes[starts[i]..ends[i]]`. */
export interface SharedStrings {
  readonly count: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly bytes: Uint8Array;
}

const none = new Uint32Array(0);
export const noTexts: ReadonlyMap<number, string> = new Map();
export const noSharedStrings: SharedStrings = { count: 0, starts: none, ends: none, bytes: new Uint8Array(0) };
