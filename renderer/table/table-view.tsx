import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { type ReactNode, startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableCell, TableSource } from '../../contract/tables.ts';
import { ExportRowsDialog } from '../export/export-rows-dialog.tsx';
import { ColumnsButton } from './bar/columns-button.tsx';
import { GoToRow } from './bar/go-to-row.tsx';
import { ProgressLine } from './bar/progress-line.tsx';
import { SearchBox } from './bar/search-box.tsx';
import { StatusBar } from './bar/status-bar.tsx';
import bar from './bar/table-bar.module.css';
import { useFinding } from './bar/use-finding.ts';
import { ColumnMenu } from './filter/column-menu.tsx';
import { valuesOf } from './filter/column-values.ts';
import { FilterChips } from './filter/filter-chips.tsx';
import { type GridHandle, TableGrid } from './grid/table-grid.tsx';
import { cellText } from './rows/cell-text.ts';
import { TableEmptiness } from './table-emptiness.tsx';
import styles from './table-view.module.css';
import { useArrangement } from './use-arrangement.ts';
import { useCopying, useViewActions } from './use-table-actions.ts';
import { SeenRows } from './view/seen-rows.ts';
import { rangeOf, type Selection, selectCell, within } from './view/selection.ts';
import type { TableModel, TableSnapshot } from './view/table-model.ts';
import { useTableModel } from './view/use-table-model.ts';

interface TableViewProps {
  readonly source: TableSource;
  /** What the table is called where it is read aloud. */
  readonly label: string;
  /** Told which row of the table (0-based, whatever the view) the person is at; null: none. */
  readonly onRow?: (place: number | null) => void;
  /** What can be done with the whole table besides. */
  readonly tools?: ReactNode;
  /** What choosing a cell leads to, said as long as none is chosen. */
  readonly hint?: string;
}

/** A table of any size: scrolled, sorted, filtered, searched, copied. */
export function TableView(props: TableViewProps) {
  const { source } = props;
  const opened = useTableModel(source);
  return (
    <div className={styles.view} aria-busy={!opened || opened.snapshot.state === 'opening'} data-testid="table-view">
      {opened && <OpenedTable {...props} {...opened} />}
    </div>
  );
}

interface OpenedTableProps extends TableViewProps {
  readonly model: TableModel;
  readonly snapshot: TableSnapshot;
}

function OpenedTable({ model, snapshot, source, label, onRow, tools, hint }: OpenedTableProps) {
  const { t } = useTranslation('table');
  const { view, shownView, shownRows, columns, state } = snapshot;
  const isReady = state === 'ready';
  const show = useMemo(() => {
    // Looked up once: this is called for thousands of cells.
    const words = { yes: t('cell.yes'), no: t('cell.no') };
    return (cell: TableCell) => cellText(cell, words);
  }, [t]);
  const arranged = useArrangement(model, snapshot, show);
  const { places, layout } = arranged;
  const actions = useViewActions(model);
  const [chosen, setChosen] = useState<Selection | null>(null);
  const [seenRows] = useState(() => new SeenRows());
  const [openColumn, setOpenColumn] = useState<number | null>(null);
  const [isExporting, setExporting] = useState(false);
  const grid = useRef<GridHandle>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const selection = useMemo(
    () => within(chosen, { rows: shownRows, columns: places.length }),
    [chosen, shownRows, places.length],
  );
  const range = selection && rangeOf(selection);
  const { isCopying, copy } = useCopying(model, snapshot, range, places);

  // What was selected is something else now, and the rows are seen from the first on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows or another order.
  useEffect(() => {
    setChosen(null);
    grid.current?.showCell(0, 0, 'top');
  }, [shownView]);

  const cursorRow = selection?.cursor.row ?? null;
  useEffect(() => {
    if (!onRow) return;
    const placeOf = () => (cursorRow === null ? undefined : model.blocks.cache.rowPlace(cursorRow, places));
    onRow(placeOf() ?? null);
    if (cursorRow === null || placeOf() !== undefined) return;
    // The cells of the row are still on their way.
    const stop = model.subscribeCells(() => onRow(placeOf() ?? null));
    return () => void stop();
  }, [onRow, model, cursorRow, places]);

  const goToCell = useCallback((row: number, column: number) => {
    setChosen(selectCell({ row, column }));
    grid.current?.showCell(row, column, 'amid');
  }, []);
  const finding = useFinding({
    ...{ model, snapshot, places, cursorRow: () => selection?.cursor.row ?? seenRows.current().firstRow },
    onFound: (match) => grid.current?.showCell(match.row, Math.max(0, places.indexOf(match.column)), 'amid'),
  });
  const match = finding.found?.match;
  const found = match ? { row: match.row, column: places.indexOf(match.column) } : null;
  const { text } = finding;
  const isFilter = view.search !== '';
  // While only the matching rows are shown, typing another text shows others.
  useEffect(() => {
    if (!isFilter || text === view.search) return;
    const timer = setTimeout(() => actions.search(text), 400);
    return () => clearTimeout(timer);
  }, [isFilter, text, view.search, actions.search]);

  const menuOf = (place: number) => {
    const column = columns[place];
    if (!column) return null;
    const filter = view.filters.find((one) => one.column === place) ?? null;
    return (
      <ColumnMenu
        column={column}
        place={place}
        direction={view.sort.find((key) => key.column === place)?.direction ?? null}
        filter={filter}
        loadValues={valuesOf(model, place)}
        onSort={(direction) => actions.sortBy(place, direction)}
        onFilter={(next) => actions.filterColumn(place, next)}
        onHide={() => {
          setOpenColumn(null);
          arranged.hide([place], true);
        }}
        onStep={(step) => arranged.step(place, step)}
        onFit={() => arranged.fit(place)}
        onClose={() => setOpenColumn(null)}
      />
    );
  };

  if (state === 'opening' || state === 'fault')
    return <TableEmptiness snapshot={snapshot} onClear={actions.clearFilters} />;
  return (
    <>
      <div className={bar.bar}>
        <SearchBox
          finding={finding}
          isReady={isReady}
          isFilter={isFilter}
          onFilter={(isOn) => actions.search(isOn ? text : '')}
          onLeave={() => grid.current?.focus()}
          inputRef={searchInput}
        />
        <div className={bar.tools}>
          <GoToRow rowCount={shownRows} onGoTo={(row) => goToCell(row, selection?.cursor.column ?? 0)} />
          <ColumnsButton
            columns={columns}
            arrangement={arranged.arrangement}
            onHide={arranged.hide}
            onReset={arranged.reset}
            onGoTo={(place) => goToCell(selection?.cursor.row ?? seenRows.current().firstRow, places.indexOf(place))}
          />
          <Button
            variant="default"
            leftSection={<IconTableExport size={16} stroke={1.7} />}
            disabled={!isReady || shownRows === 0}
            data-testid="export-rows"
            onClick={() => startTransition(() => setExporting(true))}
          >
            {t('export')}
          </Button>
          {tools}
        </div>
      </div>
      <FilterChips view={view} columns={columns} onRemove={actions.removeFilter} onClear={actions.clearFilters} />
      <ProgressLine snapshot={snapshot} onTryAgain={() => model.tryAgain()} />
      <TableGrid
        ref={grid}
        model={model}
        snapshot={snapshot}
        label={label}
        places={places}
        layout={layout}
        selection={selection}
        found={found}
        head={{
          ...{ places, view, isReady, openColumn, menuOf },
          ...{ onMenu: setOpenColumn, onSort: actions.sortByClick, onMove: arranged.move },
          ...{ onResize: arranged.resize, onFit: arranged.fit },
        }}
        over={shownRows === 0 && isReady ? <TableEmptiness snapshot={snapshot} onClear={actions.clearFilters} /> : null}
        onSelect={setChosen}
        onCopy={(hasHeader) => void copy(hasHeader)}
        onFind={() => searchInput.current?.select()}
        onFindNext={finding.next}
        seenRows={seenRows}
      />
      <StatusBar
        model={model}
        snapshot={snapshot}
        seenRows={seenRows}
        columnCount={columns.length}
        range={range}
        hint={hint ?? null}
        places={places}
        isCopying={isCopying}
        onCopy={(hasHeader) => void copy(hasHeader)}
      />
      {isExporting && (
        <ExportRowsDialog
          source={source}
          view={shownView}
          columns={columns}
          shownColumns={places}
          rows={shownRows}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  );
}
