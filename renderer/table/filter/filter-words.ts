import type { TFunction } from 'i18next';
import type { TableFilter } from '../../../contract/table-view.ts';
import type { TableCell, TableColumn } from '../../../contract/tables.ts';
import { draftOf } from './filter-draft.ts';

/** Values named before the rest are only counted. */
const namedValues = 3;

/** A filter in words, such as `city is 北京, 上海`. */
export function filterWords(t: TFunction<'table'>, filter: TableFilter, column: TableColumn): string {
  const { test, first, second, values } = draftOf(filter, column.type);
  const words =
    test === 'oneOf'
      ? t('filter.oneOfWords', { values: listed(t, values, column), context: filter.isNot ? 'not' : 'is' })
      : t(`filter.words.${test}`, { first: first || '…', second: second || '…' });
  return `${column.name} ${words}`;
}

function listed(t: TFunction<'table'>, values: readonly TableCell[], column: TableColumn): string {
  const named = values.slice(0, namedValues).map((value) => valueWords(t, value, column));
  const more = values.length - named.length;
  return more > 0 ? `${named.join(', ')} ${t('filter.more', { count: more })}` : named.join(', ');
}

/** A value of the list of a column's values; yes and no as the file says them. */
export function valueWords(t: TFunction<'table'>, value: TableCell, { words }: Pick<TableColumn, 'words'>): string {
  if (value === null) return t('cell.empty');
  if (typeof value === 'boolean') return value ? (words?.yes ?? t('cell.yes')) : (words?.no ?? t('cell.no'));
  return value === '' ? t('filter.blank') : String(value);
}
