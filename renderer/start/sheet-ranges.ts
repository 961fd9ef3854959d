import type { SheetPreview } from '../../contract/files.ts';
import type { ChosenItem } from '../store/start-slice.ts';

/** A part of a sheet that can be read by itself; without a name it was found. */
export interface SheetRange {
  readonly name: string | null;
  readonly ref: string;
}

/** The ranges of a sheet that can be chosen, each once: named ones first, then those found, then the chosen one if it is neither. */
export function rangesOf(
  { inspection }: Pick<ChosenItem, 'inspection'>,
  sheet: string,
  preview: SheetPreview | null,
  chosen: string | null,
): SheetRange[] {
  const named = inspection?.sheets.find(({ name }) => name === sheet)?.ranges ?? [];
  const all: SheetRange[] = [
    ...named,
    ...(preview?.ranges ?? []).map((ref) => ({ name: null, ref })),
    ...(chosen === null ? [] : [{ name: null, ref: chosen }]),
  ];
  return all
    .filter(({ ref }, place) => all.findIndex((other) => other.ref === ref) === place)
    .map(({ name, ref }) => ({ name, ref }));
}
