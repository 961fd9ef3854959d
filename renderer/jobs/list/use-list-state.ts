import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { listenToJobs } from '../feed/job-feed.ts';
import type { FilledLine } from './job-line.ts';
import { emptySelection, onlyLine, rangeOf, type Selection, selectionAfter } from './selection.ts';
import type { ShownTree } from './use-job-tree.ts';

/** The line the keyboard is at. Its key is null while it is on its way. */
export interface ActiveLine {
  readonly index: number;
  readonly key: string | null;
}

/** Lines that may be spanned at once: each is read. */
export const longestRange = 20_000;

/** Which line is active and which are selected. */
export function useListState(shown: RefObject<ShownTree>, changes: number, startKey: string | null) {
  const [active, setActive] = useState<ActiveLine | null>(startKey === null ? null : { index: -1, key: startKey });
  const [selection, setSelection] = useState<Selection>(emptySelection);
  const live = useRef({ active, selection });
  live.current = { active, selection };

  useEffect(() => listenToJobs((events) => setSelection((now) => selectionAfter(now, events))), []);

  // The active line is found again by its key; where that is gone, the line that took its place is the active one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the lines may move it.
  useEffect(() => {
    setActive((now) => (now ? settled(now, shown.current) : now));
  }, [changes, shown]);

  const actions = useMemo(
    () => ({
      activate: (index: number) => setActive({ index, key: shown.current.tree.lineAt(index).key }),
      select: setSelection,
      selectOnly: (line: FilledLine) => setSelection(onlyLine(line)),
      clear: () => setSelection(emptySelection),
    }),
    [shown],
  );

  /** Selects from the pivot to line `index`; false when that is too far. */
  const extendTo = useCallback(
    async (index: number): Promise<boolean> => {
      const { tree } = shown.current;
      const { selection: before, active: from } = live.current;
      const pivotKey = before.pivot ?? from?.key ?? null;
      const pivot = pivotKey === null ? index : Math.max(0, tree.indexOf(pivotKey));
      const [first, last] = pivot < index ? [pivot, index] : [index, pivot];
      if (last - first >= longestRange) return false;
      const lines = await tree.readLines(first, last + 1);
      setSelection(rangeOf(lines, pivotKey));
      return true;
    },
    [shown],
  );

  return { active, selection, live, extendTo, ...actions };
}

function settled(active: ActiveLine, { tree }: ShownTree): ActiveLine | null {
  const count = tree.count ?? 0;
  if (count === 0) return null;
  const found = active.key === null ? -1 : tree.indexOf(active.key);
  if (found >= 0) return found === active.index ? active : { ...active, index: found };
  if (active.index < 0) return active;
  const index = Math.min(active.index, count - 1);
  const { key } = tree.lineAt(index);
  return key === null || (key === active.key && index === active.index) ? active : { index, key };
}
