import { startTransition, useEffect, useReducer, useRef, useState } from 'react';
import type { JobFilter } from '../../../contract/job-requests.ts';
import { client } from '../../bridge/client.ts';
import { filterOfView, isWholeView, type JobListPlace, type JobView } from '../../store/jobs-slice.ts';
import { listenToJobs } from '../feed/job-feed.ts';
import { lineHeightPx } from '../rows/line-height.ts';
import { JobTree } from './job-tree.ts';
import { TreeEvents } from './tree-events.ts';

export interface ShownTree {
  readonly tree: JobTree;
  readonly view: JobView;
  readonly filter: JobFilter;
  /** Whether batches stand as one line each; they do unless something is filtered or ordered. */
  readonly isGrouped: boolean;
}

/** A search waits for the next letter. */
const typingPauseMs = 180;
const firstLines = 40;

/**
 * The lines of a view, live. Another view's lines take their place when the first of them are here, so that nothing
 * flickers between. `changes` rises with every change of what can be shown.
 */
export function useJobTree(view: JobView, place: JobListPlace): { shown: ShownTree | null; changes: number } {
  const [shown, setShown] = useState<ShownTree | null>(null);
  const [changes, tellChange] = useReducer((count: number) => count + 1, 0);
  const searched = useRef(view.search);
  const start = useRef(place.view === view ? place : null);

  useEffect(() => {
    let stop: (() => void) | undefined;
    const isTyping = searched.current !== view.search;
    searched.current = view.search;
    const timer = setTimeout(
      () => {
        const isGrouped = isWholeView(view);
        const filter = filterOfView(view);
        const tree: JobTree = createTree(view, filter, isGrouped, () => {
          // In slices: a screenful of lines does not hold the window.
          startTransition(() => {
            if (tree.count !== null || tree.error !== null) setShown((now) => (now?.tree === tree ? now : next));
            tellChange();
          });
        });
        const next: ShownTree = { tree, view, filter, isGrouped };
        const events = new TreeEvents({ tree, filter, order: view.order, isGrouped });
        const stopListening = listenToJobs((told) => events.apply(told) && startTransition(tellChange));
        stop = () => {
          stopListening();
          tree.dispose();
        };
        for (const batch of start.current?.openBatches ?? []) tree.open(batch.id, batch.place);
        const first = Math.floor((start.current?.topPx ?? 0) / lineHeightPx);
        start.current = null;
        tree.want(first, first + firstLines);
      },
      isTyping ? typingPauseMs : 0,
    );
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [view]);

  return { shown, changes };
}

function createTree(view: JobView, filter: JobFilter, isGrouped: boolean, onChange: () => void): JobTree {
  return new JobTree({
    loadEntries: async (offset, limit, signal) => {
      if (isGrouped) {
        const { entries, total } = await client.jobs.listEntries({ limit, offset }, { signal });
        return { items: entries, total };
      }
      const { jobs, total } = await client.jobs.listJobs({ ...filter, order: view.order, limit, offset }, { signal });
      return { items: jobs.map((job) => ({ type: 'job', job })), total };
    },
    // In the order of its submission, which is that of the queue.
    loadBatch: async (batchId, offset, limit, signal) => {
      const { jobs, total } = await client.jobs.listJobs({ batchId, order: 'queue', limit, offset }, { signal });
      return { items: jobs, total };
    },
    onChange,
  });
}
