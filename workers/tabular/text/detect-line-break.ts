import type { TextFormat } from '../../../contract/files.ts';

export type Units = Uint8Array | Uint16Array;
export type LineBreak = TextFormat['lineBreak'];

/** What separates lines: LF or CR LF, or CR alone where no LF stands. */
export function detectLineBreak(units: Units): LineBreak {
  let feeds = 0;
  let pairs = 0;
  let returns = 0;
  // From one to the next: a loop over all bytes takes milliseconds where it runs for the first time.
  for (let at = units.indexOf(10); at >= 0; at = units.indexOf(10, at + 1)) {
    feeds++;
    if (units[at - 1] === 13) pairs++;
  }
  for (let at = units.indexOf(13); at >= 0; at = units.indexOf(13, at + 1)) if (units[at + 1] !== 10) returns++;
  if (returns > feeds * 4) return '\r';
  return pairs * 2 > feeds ? '\r\n' : '\n';
}
