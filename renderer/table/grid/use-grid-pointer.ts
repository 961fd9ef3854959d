import { type PointerEvent, useCallback, useEffect, useRef } from 'react';
import { type CellPlace, moveCursor, type Selection, selectRows, type TableSize } from '../view/selection.ts';
import { cellAt, type GridPlace, headHeightPx } from './grid-geometry.ts';

interface GridPointerOptions {
  readonly place: () => GridPlace;
  readonly size: TableSize;
  readonly selection: Selection | null;
  readonly onSelect: (selection: Selection) => void;
  /** The rows and columns moved by so many pixels. */
  readonly onScrollBy: (across: number, down: number) => void;
}

/** How often the table moves on while the pointer is held beyond its edge. */
const scrollEveryMs = 50;

/** Selects cells by mouse: a click one, with Shift up to it, dragging a range, on the numbers of the rows whole rows. */
export function useGridPointer(options: GridPointerOptions) {
  const current = useRef(options);
  current.current = options;
  const drag = useRef<{ isRows: boolean; anchor: CellPlace; box: DOMRect; x: number; y: number } | null>(null);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);

  const extend = useCallback(() => {
    const held = drag.current;
    if (!held) return;
    const { place, size, onSelect } = current.current;
    const to = cellAt(held.x - held.box.left, held.y - held.box.top, place());
    if (held.isRows) onSelect(selectRows(held.anchor.row, to.row, size));
    else onSelect({ anchor: held.anchor, cursor: { row: to.row, column: to.column } });
  }, []);

  const end = useCallback(() => {
    drag.current = null;
    clearInterval(timer.current);
  }, []);
  useEffect(() => end, [end]);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const element = event.currentTarget;
    // A menu of a column is drawn elsewhere, and yet its events come by here.
    if (!element.contains(event.target as Node)) return;
    const box = element.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    // The scroll bars and the head are somebody else's.
    if (event.button !== 0 || x >= element.clientWidth || y >= element.clientHeight || y < headHeightPx) return;
    const { place, size, selection, onSelect } = current.current;
    if (size.rows === 0) return;
    const hit = cellAt(x, y, place());
    const isExtended = event.shiftKey && selection !== null;
    const anchor = isExtended ? selection.anchor : hit;
    drag.current = { isRows: hit.isGutter, anchor, box, x: event.clientX, y: event.clientY };
    onSelect(hit.isGutter ? selectRows(anchor.row, hit.row, size) : moveCursor(selection, hit, isExtended, size));
    element.setPointerCapture(event.pointerId);
    timer.current = setInterval(() => {
      const held = drag.current;
      if (!held) return;
      const across = Math.min(0, held.x - held.box.left - 20) + Math.max(0, held.x - held.box.right + 20);
      const down = Math.min(0, held.y - held.box.top - headHeightPx) + Math.max(0, held.y - held.box.bottom + 16);
      if (across === 0 && down === 0) return;
      current.current.onScrollBy(held.isRows ? 0 : across, down * 2);
      extend();
    }, scrollEveryMs);
  };

  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    drag.current.x = event.clientX;
    drag.current.y = event.clientY;
    extend();
  };

  return { onPointerDown, onPointerMove, onPointerUp: end, onPointerCancel: end };
}
