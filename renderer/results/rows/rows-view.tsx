import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { blockRows } from './block-cache.ts';
import { cellText } from './cell-text.ts';
import { layoutColumns, visibleColumns, widthsFor } from './column-layout.ts';
import { GoToRow } from './go-to-row.tsx';
import type { RowBlocks } from './row-blocks.ts';
import { positionOfRow, type ScrollGeometry, visibleRows } from './row-scroll.ts';
import styles from './rows.module.css';
import { RowsGrid } from './rows-grid.tsx';
import { useRowScroll } from './use-row-scroll.ts';

const rowHeightPx = 30;
const headerHeightPx = 36;
/** Blocks are asked for when the window has stood still so long: dragging the bar asks for nothing on its way. */
const stillMs = 60;

/** The table of the rows with its line of places above. `blocks` must know the table's size. */
export function RowsView({ blocks, fileName }: { readonly blocks: RowBlocks; readonly fileName: string }) {
  const { t } = useTranslation('results');
  const { ref: sizeRef, width, height } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const [markedRow, setMarkedRow] = useState<number | null>(null);
  const rowCount = blocks.size?.rows ?? 0;
  const columnCount = blocks.size?.columns ?? 0;
  const gutterPx = 26 + String(rowCount).length * 8;

  const words = useMemo(() => ({ yes: t('rows.yes'), no: t('rows.no') }), [t]);
  const layout = useMemo(() => {
    const first = blocks.cache.page({ rowBlock: 0, columnBlock: 0 });
    const widths = first ? widthsFor(first, (cell) => cellText(cell, words)) : [];
    return layoutColumns(columnCount, new Map(widths.entries()));
  }, [blocks, columnCount, words]);

  const geometry: ScrollGeometry = {
    rowCount,
    rowHeight: rowHeightPx,
    viewportHeight: Math.max(0, height - headerHeightPx),
  };
  const { position, left, onScroll, onKeyDown, moveTo } = useRowScroll(scroller, geometry);
  const shown = visibleRows(position, geometry, 4);
  const seen = visibleRows(position, geometry, 0);
  const { firstColumn, endColumn } = visibleColumns(layout, left, Math.max(0, width - gutterPx), 1);

  useEffect(() => {
    const timer = setTimeout(() => blocks.want(shown.firstRow, shown.endRow, firstColumn, endColumn), stillMs);
    return () => clearTimeout(timer);
  }, [blocks, shown.firstRow, shown.endRow, firstColumn, endColumn]);

  const goTo = (row: number) => {
    setMarkedRow(row);
    moveTo(positionOfRow(Math.max(0, row - 2), geometry));
  };
  if (rowCount === 0) return <p className={styles.none}>{t('rows.none')}</p>;
  return (
    <>
      <GoToRow rowCount={rowCount} columnCount={columnCount} seen={seen} onGoTo={goTo} />
      <div className={styles.frame} ref={sizeRef}>
        <RowsGrid
          scroller={scroller}
          blocks={blocks}
          layout={layout}
          geometry={geometry}
          shown={shown}
          firstColumn={firstColumn}
          endColumn={endColumn}
          gutterPx={gutterPx}
          headerHeightPx={headerHeightPx}
          headRowBlock={Math.floor(seen.firstRow / blockRows)}
          markedRow={markedRow}
          words={words}
          label={t('rows.table', { file: fileName })}
          onScroll={onScroll}
          onKeyDown={onKeyDown}
        />
      </div>
    </>
  );
}
