import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { edgeSpeed, gapAt } from './drag-geometry.ts';

interface DragOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly count: number;
  /** The lines that go along when line `index` is taken; null: it can not be moved. */
  readonly onTake: (index: number) => readonly number[] | null;
  /** Dropped between line `gap - 1` and line `gap`. */
  readonly onDrop: (moved: readonly number[], gap: number) => void;
}

export interface Drag {
  readonly moved: readonly number[];
  readonly gap: number;
}

/** Moves lines by their handle: a line shows where they would go, and the list scrolls at its edges. */
export function useRowDrag({ scroller, count, onTake, onDrop }: DragOptions) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const live = useRef({ drag, count, onDrop, pointerY: 0 });
  live.current = { ...live.current, drag, count, onDrop };
  const isDragging = drag !== null;

  const onPointerDown = useCallback(
    (event: PointerEvent) => {
      const handle = (event.target as Element).closest('[data-handle]');
      const line = handle?.closest<HTMLElement>('[data-index]');
      if (!line || event.button !== 0) return;
      const index = Number(line.dataset.index);
      const moved = onTake(index);
      if (!moved) return;
      event.preventDefault();
      live.current.pointerY = event.clientY;
      setDrag({ moved, gap: index });
    },
    [onTake],
  );

  useEffect(() => {
    if (!isDragging) return;
    const element = scroller.current;
    if (!element) return;
    const follow = () => {
      const box = element.getBoundingClientRect();
      const gap = gapAt(live.current.pointerY - box.top + element.scrollTop, live.current.count);
      setDrag((now) => (now && now.gap !== gap ? { ...now, gap } : now));
    };
    const onMove = (event: globalThis.PointerEvent) => {
      live.current.pointerY = event.clientY;
      follow();
    };
    let frame = requestAnimationFrame(function scroll() {
      const box = element.getBoundingClientRect();
      const speed = edgeSpeed(live.current.pointerY, box.top, box.bottom);
      if (speed !== 0) {
        element.scrollTop += speed;
        follow();
      }
      frame = requestAnimationFrame(scroll);
    });
    const end = (isDropped: boolean) => {
      const { drag: last, onDrop: drop } = live.current;
      setDrag(null);
      if (isDropped && last) drop(last.moved, last.gap);
    };
    const onUp = () => end(true);
    const onCancel = () => end(false);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      end(false);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, true);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [isDragging, scroller]);

  return { drag, onPointerDown };
}
