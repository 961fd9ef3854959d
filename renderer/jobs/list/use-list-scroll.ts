import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useVirtual } from '../../parts/use-virtual.ts';
import { useStore } from '../../store/store.ts';
import { lineHeightPx } from '../rows/line-height.ts';
import type { ShownTree } from './use-job-tree.ts';

/** Lines drawn beyond both ends of what is in sight. */
const overscan = 4;

interface ListScrollOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly shown: ShownTree;
  /** Rises with every change of the lines. */
  readonly changes: number;
  /** Another view has taken the place of the former one. */
  readonly onOtherView: () => void;
}

/** Which lines are drawn, and the place of the list: it stays while lines come and go, and when the person comes back. */
export function useListScroll({ scroller, shown, changes, onOtherView }: ListScrollOptions) {
  const { tree, view } = shown;
  const place = useStore((store) => store.jobListPlace);
  const startPx = useRef(place.view === view ? place.topPx : 0);
  const rows = useVirtual({
    name: 'jobs',
    count: tree.count ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeightPx,
    initialOffset: startPx.current,
    overscan,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const end = (items.at(-1)?.index ?? 0) + 1;
  const topPx = rows.scrollOffset ?? 0;
  const top = Math.floor(topPx / lineHeightPx);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change may leave lines in sight unread.
  useEffect(() => tree.want(first, end, top), [tree, first, end, top, changes]);

  // Lines that came or went above keep what the person looks at where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useLayoutEffect(() => {
    const shift = tree.takeShift();
    if (shift !== 0 && scroller.current) scroller.current.scrollTop += shift * lineHeightPx;
  }, [tree, changes, scroller]);

  const former = useRef(tree);
  useLayoutEffect(() => {
    if (former.current === tree) return;
    former.current = tree;
    // Where it lies at its beginning nothing is said, since that would make the browser lay all of it out at once.
    if (rows.scrollOffset !== 0) scroller.current?.scrollTo({ top: 0 });
    onOtherView();
  }, [tree, scroller, rows, onOtherView]);

  const scrollTo = useCallback((index: number) => rows.scrollToIndex(index, { align: 'auto' }), [rows]);
  const pageLines = () => Math.floor((scroller.current?.clientHeight ?? 0) / lineHeightPx);
  return { items, heightPx: rows.getTotalSize(), topPx, scrollTo, pageLines };
}

interface LeftPlace {
  readonly shown: ShownTree;
  readonly topPx: number;
  readonly activeKey: string | null;
}

/** Remembers where the list was when the person leaves it. */
export function useLeftPlace(now: LeftPlace): void {
  const last = useRef(now);
  last.current = now;
  useEffect(
    () => () => {
      const { shown, topPx, activeKey } = last.current;
      useStore.getState().leaveJobList({ view: shown.view, topPx, openBatches: shown.tree.openBatches, activeKey });
    },
    [],
  );
}
