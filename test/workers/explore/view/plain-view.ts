import type { TableFilter, TableView } from '../../../../contract/table-view.ts';
import type { TableCell, TableColumn } from '../../../../contract/tables.ts';

const collator = new Intl.Collator('zh', { numeric: true });
const dayMs = 86_400_000;

/** What a view shows, found in the plainest way: every row looked at, then sorted by comparing. */
export function plainView(rows: readonly (readonly TableCell[])[], columns: readonly TableColumn[], view: TableView) {
  const places = rows.flatMap((row, place) => (isKept(row, columns, view) ? [place] : []));
  return places.sort((one, other) => {
    for (const { column, direction } of view.sort) {
      const difference = compare(rows[one]![column]!, rows[other]![column]!, columns[column]!, direction);
      if (difference !== 0) return difference;
    }
    return one - other;
  });
}

function compare(one: TableCell, other: TableCell, column: TableColumn, direction: string): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const sign = direction === 'descending' ? -1 : 1;
  if (column.type === 'number')
    return sign * (numberOf(one) < numberOf(other) ? -1 : numberOf(one) > numberOf(other) ? 1 : 0);
  if (column.type === 'date') return sign * (timeOf(one) - timeOf(other));
  if (typeof one === 'boolean') return sign * (Number(one) - Number(other));
  // What the collation holds for equal is told apart by its code points.
  const [first, second] = [String(one), String(other)];
  return sign * (collator.compare(first, second) || (first < second ? -1 : first > second ? 1 : 0));
}

const numberOf = (cell: TableCell) => Number(cell);
const timeOf = (cell: TableCell) => Date.parse(String(cell).includes('T') ? `${cell}Z` : String(cell));

function isKept(row: readonly TableCell[], columns: readonly TableColumn[], view: TableView): boolean {
  return (
    view.filters.every((filter) => meets(row[filter.column]!, filter) !== filter.isNot) &&
    (view.search === '' || row.some((cell, place) => contains(cell, columns[place]!, view.search)))
  );
}

function contains(cell: TableCell, column: TableColumn, text: string): boolean {
  return cell !== null && column.type !== 'boolean' && String(cell).toLowerCase().includes(text.toLowerCase());
}

function meets(cell: TableCell, filter: TableFilter): boolean {
  if (filter.kind === 'empty') return cell === null;
  if (filter.kind === 'oneOf') return filter.values.includes(cell);
  if (cell === null) return false;
  switch (filter.kind) {
    case 'boolean':
      return cell === filter.value;
    case 'number': {
      const { from, to } = filter;
      const value = numberOf(cell);
      return (
        (!from || (from.isIncluded ? value >= from.value : value > from.value)) &&
        (!to || (to.isIncluded ? value <= to.value : value < to.value))
      );
    }
    case 'date': {
      const end = filter.to === null ? null : timeOf(filter.to) + (filter.to.includes('T') ? 0 : dayMs - 1);
      return (filter.from === null || timeOf(cell) >= timeOf(filter.from)) && (end === null || timeOf(cell) <= end);
    }
    case 'text': {
      const [text, wanted] = [String(cell), filter.text].map((one) =>
        filter.isCaseSensitive ? one! : one!.toLowerCase(),
      );
      if (filter.match === 'equals') return text === wanted;
      if (filter.match === 'contains') return text!.includes(wanted!);
      return filter.match === 'startsWith' ? text!.startsWith(wanted!) : text!.endsWith(wanted!);
    }
  }
}
