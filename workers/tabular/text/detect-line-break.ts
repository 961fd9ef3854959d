import type { TextFormat } from '../../../contract/files.ts';

export type Units = Uint8Array | Uint16Array;
export type LineBreak = TextFormat['lineBreak'];

/** What separates lines: LF or CR LF, or CR alone where no LF stands. */
export function detectLineBreak(units: Units): LineBreak {
  let feeds = 0;
  let pairs = 0;
  let returns = 0;
  for (let index = 0; index < units.length; index++) {
    const unit = units[index];
    if (unit === 10) {
      feeds++;
      if (units[index - 1] === 13) pairs++;
    } else if (unit === 13 && units[index + 1] !== 10) returns++;
  }
  if (returns > feeds * 4) return '\r';
  return pairs * 2 > feeds ? '\r\n' : '\n';
}
