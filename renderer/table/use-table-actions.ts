import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SortKey, TableFilter } from '../../contract/table-view.ts';
import { maxCopiedCells } from '../../contract/tables.ts';
import { useFormats } from '../locale/formats.ts';
import { notifyFailure } from '../parts/notify.ts';
import { type CellRange, cellsIn } from './view/selection.ts';
import { sortAfterClick } from './view/sort-keys.ts';
import type { TableModel, TableSnapshot } from './view/table-model.ts';

/** What a person changes about the view. */
export function useViewActions(model: TableModel) {
  const sortByClick = useCallback(
    (place: number, isFurther: boolean) => {
      const { view } = model.snapshot();
      model.setView({ ...view, sort: sortAfterClick(view.sort, place, isFurther) });
    },
    [model],
  );
  const sortBy = useCallback(
    (place: number, direction: SortKey['direction'] | null) => {
      const { view } = model.snapshot();
      model.setView({ ...view, sort: direction ? [{ column: place, direction }] : [] });
    },
    [model],
  );
  /** A column has one filter from its menu; another one takes its place. */
  const filterColumn = useCallback(
    (place: number, filter: TableFilter | null) => {
      const { view } = model.snapshot();
      const others = view.filters.filter(({ column }) => column !== place);
      model.setView({ ...view, filters: filter ? [...others, filter] : others });
    },
    [model],
  );
  const removeFilter = useCallback(
    (index: number) => {
      const { view } = model.snapshot();
      model.setView({ ...view, filters: view.filters.filter((_, place) => place !== index) });
    },
    [model],
  );
  const clearFilters = useCallback(() => model.setView({ ...model.snapshot().view, filters: [], search: '' }), [model]);
  const search = useCallback((text: string) => model.setView({ ...model.snapshot().view, search: text }), [model]);
  return { sortByClick, sortBy, filterColumn, removeFilter, clearFilters, search };
}

/** Puts what is selected on the clipboard and says so. */
export function useCopying(
  model: TableModel,
  snapshot: TableSnapshot,
  range: CellRange | null,
  places: readonly number[],
) {
  const { t } = useTranslation('table');
  const { integer } = useFormats();
  const [isCopying, setCopying] = useState(false);
  const copy = async (hasHeader: boolean) => {
    if (!range || isCopying || snapshot.state !== 'ready') return;
    if (cellsIn(range) > maxCopiedCells) {
      const limits = { cells: integer(cellsIn(range)), limit: integer(maxCopiedCells) };
      notifications.show({
        color: 'yellow',
        title: t('copy.tooMuch', limits),
        message: t('copy.exportInstead'),
      });
      return;
    }
    setCopying(true);
    try {
      const copied = await model.requests.copy(snapshot.shownView, {
        rows: { offset: range.firstRow, limit: range.lastRow - range.firstRow + 1 },
        columns: places.slice(range.firstColumn, range.lastColumn + 1),
        hasHeader,
      });
      const size = { rows: integer(copied.rows), columns: integer(copied.columns) };
      notifications.show({ message: t('copy.done', size), autoClose: 3_000 });
    } catch (error) {
      notifyFailure(error);
    } finally {
      setCopying(false);
    }
  };
  return { isCopying, copy };
}
