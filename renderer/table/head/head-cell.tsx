import { ActionIcon, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconFilterFilled } from '@tabler/icons-react';
import { memo, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SortKey } from '../../../contract/table-view.ts';
import type { ColumnStatistics, TableColumn } from '../../../contract/tables.ts';
import { TypeMark } from '../../parts/type-mark.tsx';
import { HeadFigures } from './head-figures.tsx';
import styles from './table-head.module.css';

export interface HeadCellProps {
  readonly column: TableColumn;
  readonly place: number;
  readonly colIndex: number;
  readonly leftPx: number;
  readonly widthPx: number;
  readonly figures: ColumnStatistics | undefined;
  readonly title: string;
  readonly direction: SortKey['direction'] | null;
  /** Which of several keys it is, from 1; null where it is the only one. */
  readonly rank: number | null;
  readonly isFiltered: boolean;
  /** Before all rows are there nothing can be sorted or filtered. */
  readonly isReady: boolean;
  /** What stands in its menu; null while that is closed. */
  readonly menu: ReactNode;
  readonly onMenu: (place: number | null) => void;
  readonly onSort: (place: number, isFurther: boolean) => void;
  readonly onDragStart: (event: PointerEvent<HTMLElement>, place: number) => void;
  readonly onResizeStart: (event: PointerEvent<HTMLElement>, place: number) => void;
  readonly onFit: (place: number) => void;
}

/** The head of a column: its name and type, how it is sorted, what it holds; a click sorts, its menu filters. */
export const HeadCell = memo(function HeadCell(props: HeadCellProps) {
  const { t } = useTranslation('table');
  const { column, place, direction, isReady } = props;
  const sorted = direction === null ? 'none' : direction;
  const opener = (
    <ActionIcon
      className={styles.opener}
      size="sm"
      variant="subtle"
      {...(props.isFiltered ? {} : { color: 'gray' })}
      aria-label={t('head.menu', { column: column.name })}
      aria-haspopup="dialog"
      disabled={!isReady}
      data-filtered={props.isFiltered || undefined}
      data-testid="column-menu"
      onClick={() => props.onMenu(props.menu ? null : place)}
    >
      {props.isFiltered ? <IconFilterFilled size={13} /> : <IconDots size={15} />}
    </ActionIcon>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a real <table> can not draw only the cells in sight.
    <div
      className={styles.cell}
      role="columnheader"
      aria-colindex={props.colIndex}
      aria-sort={sorted}
      data-column={column.name}
      style={{ left: props.leftPx, width: props.widthPx }}
    >
      <div className={styles.line}>
        <button
          type="button"
          className={styles.name}
          title={props.title}
          tabIndex={-1}
          onPointerDown={(event) => props.onDragStart(event, place)}
          onClick={(event) => isReady && props.onSort(place, event.shiftKey)}
        >
          <TypeMark type={column.type} />
          <span className="ellipsis">{column.name}</span>
          {(column.unit || column.isPercent) && <span className={styles.unit}>{column.unit ?? '%'}</span>}
          {direction && (
            <span className={styles.arrow} title={t(`head.${direction}`)}>
              {direction === 'ascending' ? <IconArrowUp size={14} /> : <IconArrowDown size={14} />}
              {props.rank !== null && <span className={styles.rank}>{props.rank}</span>}
            </span>
          )}
        </button>
        {props.menu ? (
          <Popover
            opened
            onChange={(isOpen) => !isOpen && props.onMenu(null)}
            position="bottom-end"
            shadow="md"
            trapFocus
          >
            <Popover.Target>{opener}</Popover.Target>
            <Popover.Dropdown className={styles.menu}>{props.menu}</Popover.Dropdown>
          </Popover>
        ) : (
          opener
        )}
      </div>
      <HeadFigures figures={props.figures} column={column} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: widths are a matter of the pointer; the menu fits them as well. */}
      <div
        className={styles.resizer}
        data-testid="column-resizer"
        onPointerDown={(event) => props.onResizeStart(event, place)}
        onDoubleClick={() => props.onFit(place)}
      />
    </div>
  );
});
