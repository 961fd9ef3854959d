import { type KeyboardEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import {
  isScaled,
  movedBy,
  positionOfRow,
  type ScrollGeometry,
  type ScrollPosition,
  scrolledTo,
  settle,
} from './row-scroll.ts';

/** Pixels of one step where a wheel counts in lines rather than in pixels. */
const lineStepPx = 40;

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
    const position = scrolledTo(element.scrollTop, place.current.position, shape.current);
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

  const onKeyDown = (event: KeyboardEvent) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 0, PageUp: 0, Home: 0, End: 0 };
    const key = event.key as keyof typeof steps;
    if (!(key in steps) || (!scaled && !event.ctrlKey)) return;
    event.preventDefault();
    const { rowHeight, rowCount, viewportHeight } = geometry;
    if (key === 'Home') moveTo(positionOfRow(0, geometry));
    else if (key === 'End') moveTo(positionOfRow(rowCount - 1, geometry));
    else {
      const page = Math.max(rowHeight, viewportHeight - rowHeight);
      const delta = key === 'PageDown' ? page : key === 'PageUp' ? -page : steps[key] * rowHeight;
      moveTo(movedBy(delta, place.current.position, geometry));
    }
  };

  return { position: place.current.position, left: place.current.left, onScroll, onKeyDown, moveTo };
}
