import type { ImportedTable } from '../../../builders/imported-table.ts';
import type { SegmentCell } from '../../../builders/segment-cells.ts';

/** The names and the rows of a table, each as one line; texts in quotes where they could be taken for something else. */
export function writtenTable({ names, rows }: Pick<ImportedTable, 'names' | 'rows'>): string[] {
  return [names.join(' | '), ...rows.map((cells) => cells.map(written).join(' | '))];
}

function written(cell: SegmentCell): string {
  if (cell === null) return '∅';
  if (typeof cell === 'string') return /^[\d+\-.∅]|^(?:true|false)$|^$/.test(cell) ? `'${cell}'` : cell;
  if (typeof cell !== 'object') return String(cell);
  if ('error' in cell) return `error ${cell.error}`;
  return cell.date.replace('T00:00:00.000Z', '').replace(':00.000Z', '');
}

/** What a report tells of a table beyond its cells: rows skipped or short, what was done to cells and what was left as it is. */
export function toldOf({ report }: Pick<ImportedTable, 'report'>): string {
  const { notes, raggedRows, totals } = report.table;
  const ofTable = [
    ...notes.map(({ kind }) => kind),
    ...(raggedRows > 0 ? [`ragged ${raggedRows}`] : []),
    ...(totals ? [`totals ${totals.count}`] : []),
  ];
  const ofColumns = report.columns.flatMap(({ changes, isAmbiguous, isPercent, kept, name, unit }) => {
    const facts = [
      ...changes.map(({ change, count, rows }) => `${change} ${count} in ${rows.join(' ')}`),
      ...(kept ? [`kept ${kept.reason} ${kept.count}`] : []),
      ...(unit === null ? [] : [`in ${unit}`]),
      ...(isPercent ? ['in %'] : []),
      ...(isAmbiguous ? ['a guess'] : []),
    ];
    return facts.length === 0 ? [] : [`${name}: ${facts.join(', ')}`];
  });
  return [...ofTable, ...ofColumns].join('; ');
}
