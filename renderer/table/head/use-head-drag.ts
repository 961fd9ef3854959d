import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type ColumnLayout, columnAt } from '../rows/column-layout.ts';

interface HeadDragOptions {
  readonly layout: ColumnLayout;
  /** Columns in sight by their places in the table. */
  readonly shown: readonly number[];
  /** Pixels from the left edge of the window to the left edge of the first column, scrolled as it is. */
  readonly originPx: () => number;
  readonly onMove: (place: number, before: number | null) => void;
  readonly onResize: (place: number, widthPx: number) => void;
}

/** Nearer than this it is a click. */
const clickPx = 5;

type Drag = { kind: 'move' | 'resize'; place: number; startX: number; startWidth: number; isMoving: boolean };

/** Columns by mouse: dragged by their name to another place, by their edge to another width. */
export function useHeadDrag(options: HeadDragOptions) {
  const current = useRef(options);
  current.current = options;
  const drag = useRef<Drag | null>(null);
  /** Before which of the columns in sight the dragged one would come; null while none is dragged. */
  const [dropAt, setDropAt] = useState<number | null>(null);
  const drop = useRef<number | null>(null);
  /** The click that ends a drag must not sort. */
  const hasMoved = useRef(false);
  const show = useCallback((at: number | null) => {
    drop.current = at;
    setDropAt(at);
  }, []);

  const onPointerMove = useCallback(
    (event: globalThis.PointerEvent) => {
      const held = drag.current;
      if (!held) return;
      const { layout, originPx, onResize } = current.current;
      if (held.kind === 'resize') return onResize(held.place, held.startWidth + event.clientX - held.startX);
      if (!held.isMoving && Math.abs(event.clientX - held.startX) < clickPx) return;
      held.isMoving = true;
      const x = event.clientX - originPx();
      const column = columnAt(layout, x);
      const [left = 0, right = 0] = [layout.starts[column], layout.starts[column + 1]];
      show(x > (left + right) / 2 ? column + 1 : column);
    },
    [show],
  );

  const end = useCallback(() => {
    window.removeEventListener('pointermove', onPointerMove);
    window.removeEventListener('pointerup', end);
    const held = drag.current;
    drag.current = null;
    if (!held?.isMoving) return;
    hasMoved.current = true;
    const at = drop.current;
    if (at !== null) current.current.onMove(held.place, current.current.shown[at] ?? null);
    show(null);
  }, [onPointerMove, show]);

  useEffect(
    () => () => {
      window.removeEventListener('pointermove', onPointerMove);
      window.removeEventListener('pointerup', end);
    },
    [onPointerMove, end],
  );

  const begin = useCallback(
    (event: PointerEvent<HTMLElement>, place: number, kind: Drag['kind']) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      const { layout, shown } = current.current;
      const index = shown.indexOf(place);
      const startWidth = (layout.starts[index + 1] ?? 0) - (layout.starts[index] ?? 0);
      hasMoved.current = false;
      drag.current = { kind, place, startX: event.clientX, startWidth, isMoving: false };
      window.addEventListener('pointermove', onPointerMove);
      window.addEventListener('pointerup', end);
    },
    [onPointerMove, end],
  );
  const onDragStart = useCallback(
    (event: PointerEvent<HTMLElement>, place: number) => begin(event, place, 'move'),
    [begin],
  );
  const onResizeStart = useCallback(
    (event: PointerEvent<HTMLElement>, place: number) => begin(event, place, 'resize'),
    [begin],
  );
  return { dropAt, hasMoved, onDragStart, onResizeStart };
}
