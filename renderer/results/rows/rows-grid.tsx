import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../locale/formats.ts';
import { TypeMark } from '../../parts/type-mark.tsx';
import { cellText } from './cell-text.ts';
import { type ColumnLayout, totalWidth } from './column-layout.ts';
import type { RowBlocks } from './row-blocks.ts';
import { physicalHeight, type ScrollGeometry, type VisibleRows } from './row-scroll.ts';
import styles from './rows.module.css';

interface RowsGridProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly blocks: RowBlocks;
  readonly layout: ColumnLayout;
  readonly geometry: ScrollGeometry;
  readonly shown: VisibleRows;
  readonly firstColumn: number;
  readonly endColumn: number;
  readonly gutterPx: number;
  readonly headerHeightPx: number;
  /** The block of rows whose columns name the header. */
  readonly headRowBlock: number;
  readonly markedRow: number | null;
  readonly words: { readonly yes: string; readonly no: string };
  readonly label: string;
  readonly onScroll: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Draws the cells in sight. Those on their way show a quiet bar; those empty in the file a faint mark. */
export function RowsGrid(props: RowsGridProps) {
  const { layout, geometry, shown, gutterPx, headerHeightPx } = props;
  const widthPx = gutterPx + totalWidth(layout);
  const columns = Array.from({ length: props.endColumn - props.firstColumn }, (_, place) => props.firstColumn + place);
  const rows = Array.from({ length: shown.endRow - shown.firstRow }, (_, place) => shown.firstRow + place);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a real <table> can not draw only the cells in sight.
    <div
      ref={props.scroller}
      className={styles.scroller}
      role="table"
      aria-label={props.label}
      aria-rowcount={geometry.rowCount + 1}
      aria-colcount={layout.starts.length - 1}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      data-testid="rows-table"
      onScroll={props.onScroll}
      onKeyDown={props.onKeyDown}
    >
      <div
        className={styles.canvas}
        role="presentation"
        style={{ width: widthPx, height: headerHeightPx + physicalHeight(geometry) }}
      >
        <Head {...props} columns={columns} widthPx={widthPx} />
        {rows.map((row, place) => (
          <Row
            key={row}
            {...props}
            row={row}
            columns={columns}
            widthPx={widthPx}
            topPx={headerHeightPx + shown.topPx + place * geometry.rowHeight}
          />
        ))}
      </div>
    </div>
  );
}

interface LineProps extends RowsGridProps {
  readonly columns: readonly number[];
  readonly widthPx: number;
}

const startOf = (layout: ColumnLayout, column: number) => layout.starts[column] ?? 0;
const isRight = (type: string | undefined) => type === 'number';

function Head({ layout, blocks, columns, gutterPx, headerHeightPx, headRowBlock, widthPx }: LineProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above.
    <div className={styles.head} role="row" aria-rowindex={1} style={{ width: widthPx, height: headerHeightPx }}>
      <div className={styles.corner} role="presentation" style={{ width: gutterPx }} />
      {columns.map((column) => {
        const facts = blocks.cache.column(column, headRowBlock);
        const left = startOf(layout, column);
        return (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above.
          <div
            key={column}
            className={styles.headCell}
            role="columnheader"
            aria-colindex={column + 1}
            title={facts?.name}
            data-right={isRight(facts?.type) || undefined}
            style={{ left: gutterPx + left, width: startOf(layout, column + 1) - left }}
          >
            {facts ? (
              <>
                <TypeMark type={facts.type} />
                <span className="ellipsis">{facts.name}</span>
              </>
            ) : (
              <span className={styles.pending} />
            )}
          </div>
        );
      })}
    </div>
  );
}

function Row(props: LineProps & { readonly row: number; readonly topPx: number }) {
  const { t } = useTranslation('results');
  const { integer } = useFormats();
  const { row, columns, layout, gutterPx, blocks, geometry, headRowBlock } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above.
    <div
      className={styles.row}
      role="row"
      aria-rowindex={row + 2}
      data-marked={row === props.markedRow || undefined}
      style={{ width: props.widthPx, height: geometry.rowHeight, transform: `translateY(${props.topPx}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above. */}
      <div className={styles.rowHead} role="rowheader" style={{ width: gutterPx }}>
        {integer(row + 1)}
      </div>
      {columns.map((column) => {
        const value = blocks.cache.cell(row, column);
        const left = startOf(layout, column);
        const text = value === undefined ? '' : cellText(value, props.words);
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above.
          <div
            key={column}
            className={styles.cell}
            role="cell"
            aria-colindex={column + 1}
            aria-label={value === null ? t('rows.empty') : undefined}
            data-right={isRight(blocks.cache.column(column, headRowBlock)?.type) || undefined}
            data-empty={value === null || undefined}
            title={text.length > 8 ? text : undefined}
            style={{ left: gutterPx + left, width: startOf(layout, column + 1) - left }}
          >
            {value === undefined ? <span className={styles.pending} /> : text}
          </div>
        );
      })}
    </div>
  );
}
