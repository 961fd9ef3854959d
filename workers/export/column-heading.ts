import { standsOff } from '../../contract/units.ts';

interface HeadedColumn {
  readonly name: string;
  readonly unit?: string;
  readonly isPercent?: boolean;
}

/**
 * The names of columns for a format that has no other place for their units: `weight (kg)`, and `share (100% = 1)` for shares. A name
 * that tells the unit already, or that would be another column's, stays as it is.
 */
export function columnHeadings(columns: readonly HeadedColumn[]): string[] {
  const taken = new Set(columns.map(({ name }) => name));
  return columns.map(({ name, unit, isPercent }) => {
    const note = isPercent ? '100% = 1' : unit;
    if (!note || tells(name, isPercent ? '%' : note)) return name;
    const heading = /[\u2e80-\uffe6]$/.test(name) ? `${name}（${note}）` : `${name} (${note})`;
    return taken.has(heading) ? name : heading;
  });
}

/** Whether a name speaks of a unit: its letters are no part of a longer word. */
function tells(name: string, unit: string): boolean {
  if (!standsOff(unit)) return name.includes(unit);
  const at = name.toLowerCase().indexOf(unit.toLowerCase());
  if (at < 0) return false;
  const isLetter = (sign: string | undefined) => sign !== undefined && /\p{Script=Latin}/u.test(sign);
  return !isLetter(name[at - 1]) && !isLetter(name[at + unit.length]);
}
