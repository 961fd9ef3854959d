import { useEffect, useRef } from 'react';
import { batchKey } from './job-line.ts';
import type { ShownTree } from './use-job-tree.ts';

/** Opens the batches that were just submitted, once each, as soon as their lines are there. */
export function useFreshBatches({ tree, isGrouped }: ShownTree, fresh: ReadonlySet<string>, changes: number): void {
  const opened = useRef(new Set<string>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change may bring the line of the batch.
  useEffect(() => {
    if (!isGrouped) return;
    for (const id of fresh) {
      if (opened.current.has(id) || tree.entries.placeOf(batchKey(id)) < 0) continue;
      opened.current.add(id);
      tree.open(id);
    }
  }, [tree, isGrouped, fresh, changes]);
}
