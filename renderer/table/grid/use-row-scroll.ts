import { type RefObject, useCallback, useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import {
  isScaled,
  movedBy,
  positionOfRow,
  type ScrollGeometry,
  type ScrollPosition,
  scrolledTo,
  settle,
} from '../rows/row-scroll.ts';

/** Pixels of one step where a wheel counts in lines rather than in pixels. */
const lineStepPx = 40;

export type ShownAt = 'near' | 'amid' | 'top';

/** Ties the scrolled element to the rows, for tables of any length: see row-scroll.ts. */
export function useRowScroll(scroller: RefObject<HTMLDivElement | null>, geometry: ScrollGeometry) {
  const place = useRef<{ position: ScrollPosition; left: number }>({
    position: { physicalTop: 0, virtualTop: 0 },
    left: 0,
  });
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const shape = useRef(geometry);
  shape.current = geometry;

  const moveTo = useCallback(
    (position: ScrollPosition) => {
      place.current = { ...place.current, position };
      if (scroller.current) scroller.current.scrollTop = position.physicalTop;
      redraw();
    },
    [scroller],
  );

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const before = place.current;
    const position = scrolledTo(element.scrollTop, before.position, shape.current);
    // A scroll that was set from here changes nothing any more.
    if (position === before.position && element.scrollLeft === before.left) return;
    place.current = { position, left: element.scrollLeft };
    redraw();
  }, [scroller]);

  const scaled = isScaled(geometry);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !scaled) return;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      const unit = [1, lineStepPx, shape.current.viewportHeight][event.deltaMode] ?? 1;
      moveTo(movedBy(event.deltaY * unit, place.current.position, shape.current));
    };
    // React listens passively, and then the browser would scroll as well.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, scaled, moveTo]);

  // A window that grows taller must not show a place beyond the last row.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape alone decides.
  useLayoutEffect(() => {
    place.current.position = settle(place.current.position.virtualTop, geometry);
    redraw();
  }, [geometry.rowCount, geometry.viewportHeight]);

  /** Brings a row into sight: `near`: moving no further than it must; `amid`: with rows around it; `top`: as the first. */
  const showRow = useCallback(
    (row: number, where: ShownAt) => {
      const { rowHeight, viewportHeight } = shape.current;
      const { virtualTop } = place.current.position;
      const top = row * rowHeight;
      const isSeen = top >= virtualTop && top + rowHeight <= virtualTop + viewportHeight;
      if (where === 'top') return moveTo(positionOfRow(row, shape.current));
      if (where === 'amid') {
        if (!isSeen) moveTo(settle(top - Math.floor(viewportHeight / 3), shape.current));
      } else if (top < virtualTop) moveTo(settle(top, shape.current));
      else if (top + rowHeight > virtualTop + viewportHeight) {
        moveTo(settle(top + rowHeight - viewportHeight, shape.current));
      }
    },
    [moveTo],
  );

  /** Brings the pixels from `left` to `right` of the columns into sight. */
  const showAcross = useCallback(
    (left: number, right: number, widthPx: number) => {
      const element = scroller.current;
      if (!element) return;
      if (left < element.scrollLeft) element.scrollLeft = left;
      else if (right > element.scrollLeft + widthPx) element.scrollLeft = Math.min(left, right - widthPx);
    },
    [scroller],
  );

  return { position: place.current.position, left: place.current.left, onScroll, moveTo, showRow, showAcross };
}
