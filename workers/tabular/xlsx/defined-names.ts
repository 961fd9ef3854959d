import { type CellRange, parseRange } from '../cell-range.ts';

/** A part of a workbook that has been given a name and holds one range of one sheet. */
export interface DefinedName {
  readonly name: string;
  readonly sheet: string;
  readonly range: CellRange;
}

const reference = /^=?(?:'((?:[^']|'')+)'|([^'!,;()[\]\s"]+))!([$A-Z0-9:]+)$/i;

/** What `<definedName>` means; null when it is hidden, built in, or not one range of several rows in this workbook. */
export function definedNameOf(attributes: ReadonlyMap<string, string>, text: string): DefinedName | null {
  const name = attributes.get('name') ?? '';
  const isHidden = /^(1|true|on)$/.test(attributes.get('hidden') ?? '');
  if (name === '' || isHidden || name.startsWith('_xlnm.') || name.startsWith('_xlpm.')) return null;
  const match = reference.exec(text.trim());
  const range = match === null ? null : parseRange(match[3] as string);
  if (match === null || range === null || range.firstRow === range.lastRow) return null;
  return { name, sheet: match[1]?.replaceAll("''", "'") ?? (match[2] as string), range };
}
