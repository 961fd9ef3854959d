import { isoDateText } from '../../explore/parquet/cell-text.ts';
import type { CellStorage } from '../../explore/view/table-file.ts';
import type { CellColumn } from '../../tabular/cell-column.ts';
import { cellKind, dictionaryText } from '../../tabular/segment.ts';
import { isMoment, isNumeric } from './compared-form.ts';
import { entryHashes } from './entry-hashes.ts';

/**
 * A cell as it is compared with one stored as `other`, which is of another kind: written alike where both mean the same, the number 1
 * and the text ` 1.0`, a date and the text `2024-03-01`, a truth value and the text `TRUE`.
 */
export function alikeTextAt(cells: CellColumn, row: number, other: CellStorage): string {
  const { codes, dictionary, kinds, numbers } = cells;
  if (codes && dictionary) return alikeText(dictionaryText(dictionary, codes[row] as number), other);
  return valueText(kinds[row] as number, numbers![row] as number);
}

function valueText(kind: number, value: number): string {
  if (kind === cellKind.boolean) return value === 1 ? 'true' : 'false';
  return kind === cellKind.date ? isoDateText(value) : String(value);
}

/** A text as a cell of the storage `other` would be written, where it can be read as one. */
function alikeText(text: string, other: CellStorage): string {
  if (isNumeric(other)) return numberAlike(text.trim()) ?? text;
  if (isMoment(other)) return momentAlike(text.trim()) ?? text;
  return other === 'boolean' ? text.trim().toLowerCase() : text;
}

const writtenNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const writtenInfinity = /^([+-]?)inf(?:inity)?$/i;

function numberAlike(text: string): string | null {
  if (writtenNumber.test(text)) return String(Number(text));
  const infinity = writtenInfinity.exec(text);
  return infinity && `${infinity[1] === '-' ? '-' : ''}Infinity`;
}

const writtenMoment = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?$/;

function momentAlike(text: string): string | null {
  const found = writtenMoment.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as number[];
  const milliseconds = Math.trunc(Number(`0.${found[7] ?? 0}`) * 1000);
  const moment = new Date(0);
  moment.setUTCFullYear(year!, month! - 1, day);
  const isDay = moment.getUTCMonth() === month! - 1 && moment.getUTCDate() === day;
  if (!isDay || hour! > 23 || minute! > 59 || second! > 59) return null;
  return isoDateText(moment.setUTCHours(hour!, minute, second, milliseconds));
}

/** What `alikeTextAt` writes for each row, as places among hashes of two words each. */
export function alikeHashes(
  cells: CellColumn,
  other: CellStorage,
): { readonly codes: ArrayLike<number>; readonly hashes: Int32Array } {
  const { codes, dictionary, kinds, numbers } = cells;
  if (codes && dictionary) {
    const texts = Array.from({ length: dictionary.count }, (_, code) => dictionaryText(dictionary, code));
    return { codes, hashes: textHashes(texts.map((text) => alikeText(text, other))) };
  }
  const known = new Map<number, number>();
  const texts: string[] = [];
  const places = new Uint32Array(kinds.length);
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] === cellKind.missing) continue;
    const value = numbers![row] as number;
    let place = known.get(value);
    if (place === undefined) {
      place = texts.push(valueText(kinds[row] as number, value)) - 1;
      known.set(value, place);
    }
    places[row] = place;
  }
  return { codes: places, hashes: textHashes(texts) };
}

function textHashes(texts: readonly string[]): Int32Array {
  const offsets = new Uint32Array(texts.length + 1);
  for (const [place, text] of texts.entries()) offsets[place + 1] = offsets[place]! + Buffer.byteLength(text);
  return entryHashes({ count: texts.length, offsets, bytes: Buffer.from(texts.join('')), hashes: null });
}
