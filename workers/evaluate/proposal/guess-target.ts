import type { ColumnCells } from '../column-cells.ts';
import { columnFacts } from './column-facts.ts';
import { namesRows, namesTarget } from './column-names.ts';

/** More different texts than this are no classes. */
const mostClasses = 50;

/** The column that is probably meant to be predicted: one named so, else the last that could be; null where none could. */
export function guessTarget(columns: readonly ColumnCells[]): string | null {
  const possible = columns.filter((cells) => {
    const rows = Uint32Array.from(
      { length: cells.kind === 'text' ? cells.codes.length : cells.values.length },
      (_, row) => row,
    );
    const { distinct } = columnFacts(cells, rows);
    return distinct > 1 && cells.kind !== 'date' && (cells.kind !== 'text' || distinct <= mostClasses);
  });
  const named = possible.filter(({ name }) => namesTarget(name));
  const others = possible.filter(({ name }) => !namesRows(name));
  return (named.at(-1) ?? others.at(-1) ?? possible.at(-1))?.name ?? null;
}
