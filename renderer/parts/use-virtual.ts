import { useVirtualizer, type VirtualizerOptions } from '@tanstack/react-virtual';
import { useRef } from 'react';

type Options<Scroller extends Element> = VirtualizerOptions<Scroller, Element>;

/** Where a list lies. */
export interface ListPlace {
  /** Lists of one name are about as large. */
  readonly name: string;
  /** What of a window stands beside and above such a list, before one was drawn. */
  readonly besidePx?: number;
  readonly abovePx?: number;
}

interface VirtualOptions<Scroller extends Element>
  extends ListPlace,
    Pick<Options<Scroller>, 'count' | 'getScrollElement' | 'estimateSize'>,
    Partial<Pick<Options<Scroller>, 'horizontal' | 'overscan' | 'initialOffset' | 'getItemKey' | 'paddingEnd'>> {
  /** Where it is known before anything is laid out. */
  readonly heightPx?: number | undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large the lists of each name were last. */
const sizes = new Map<string, Size>();

/** Rather too little, since too many rows are better than a second drawing. */
const leastBesidePx = 220;
const leastAbovePx = 200;

function expectedSize({ name, besidePx = leastBesidePx, abovePx = leastAbovePx }: ListPlace): Size {
  // Where screens are drawn as text there is no window: as in one that has just been opened.
  const { innerWidth = 1280, innerHeight = 820 } = globalThis;
  return sizes.get(name) ?? { width: innerWidth - besidePx, height: innerHeight - abovePx };
}

/**
 * Which entries of a long list are on screen. The first drawing takes the size that such a list had last, so that its rows are
 * drawn in slices with the rest of the screen; nothing is measured before the browser lays the page out by itself.
 */
export function useVirtual<Scroller extends Element>(wish: VirtualOptions<Scroller>) {
  const { name, besidePx: _beside, abovePx: _above, heightPx, ...options } = wish;
  const expected = expectedSize(wish);
  const begun = useRef<Scroller | null>(null);
  return useVirtualizer<Scroller, Element>({
    ...options,
    // Scrolling draws in a task of its own, not in the one that lays the page out; what is drawn beyond the edges bridges it.
    useFlushSync: false,
    initialRect: heightPx === undefined ? expected : { ...expected, height: heightPx },
    observeElementRect: ({ scrollElement }, tell) => {
      if (!scrollElement) return;
      const observer = new ResizeObserver(([entry]) => {
        const box = entry?.borderBoxSize[0];
        if (!box) return;
        const size = { width: Math.round(box.inlineSize), height: Math.round(box.blockSize) };
        if (size.height > 0) sizes.set(name, size);
        tell(size);
      });
      observer.observe(scrollElement);
      return () => observer.disconnect();
    },
    // Before the browser has laid an entry out it counts as large as it was or is expected to be; its own size follows.
    measureElement: (element, entry, list) => {
      const box = entry?.borderBoxSize[0];
      if (box) return Math.round(options.horizontal ? box.inlineSize : box.blockSize);
      const index = list.indexFromElement(element);
      return list.measurementsCache[index]?.size ?? options.estimateSize(index);
    },
    scrollToFn: (offset, { adjustments = 0, behavior = 'auto' }, { scrollElement }) => {
      const target = offset + adjustments;
      if (!scrollElement) return;
      const isFirst = begun.current !== scrollElement;
      begun.current = scrollElement;
      // It lies at its beginning by itself; to say so would make the browser lay it out at once.
      if (isFirst && target === 0) return;
      scrollElement.scrollTo({ [options.horizontal ? 'left' : 'top']: target, behavior });
    },
  });
}
