import { notifications } from '@mantine/notifications';
import { type RefObject, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { moveJobs } from '../actions/job-requests.ts';
import { isWaiting } from '../words/job-state-groups.ts';
import { moveToGap, placesAfterMove } from './queue-moves.ts';
import type { ShownTree } from './use-job-tree.ts';
import type { useListState } from './use-list-state.ts';

/** Moves waiting jobs in the order of the queue, by dragging and by keys. */
export function useQueueMoves(
  shown: RefObject<ShownTree>,
  state: ReturnType<typeof useListState>,
  onMoved: (index: number) => void,
) {
  const { t } = useTranslation('jobs');

  /** The lines that go along when line `index` is taken: the whole selection where it is part of it. */
  const take = useCallback(
    (index: number): readonly number[] | null => {
      const { tree, view } = shown.current;
      const line = tree.lineAt(index);
      if (view.order !== 'queue' || line.kind !== 'job' || !isWaiting(line.job.state)) return null;
      const { selection } = state.live.current;
      if (!selection.picked.has(line.key)) return [index];
      const places = [...selection.picked.keys()].map((key) => tree.indexOf(key)).filter((place) => place >= 0);
      return places.sort((a, b) => a - b);
    },
    [shown, state.live],
  );

  const drop = useCallback(
    (moved: readonly number[], gap: number) => {
      const { tree } = shown.current;
      const lines = moved.map((index) => tree.lineAt(index));
      const ids = lines.flatMap((line) => (line.kind === 'job' && isWaiting(line.job.state) ? [line.job.id] : []));
      const move = moveToGap(ids, gap, tree.count ?? 0, (index) => tree.lineAt(index));
      if (!move || ids.length !== moved.length) return;
      // Shown at once; the engine's answer puts right what differs.
      tree.entries.rearrange(placesAfterMove(moved, gap));
      onMoved(gap - moved.filter((index) => index < gap).length);
      void moveJobs(move).then(() => tree.entries.refresh());
    },
    [shown, onMoved],
  );

  /** One place up or down. */
  const step = useCallback(
    (by: 1 | -1) => {
      const { tree, view } = shown.current;
      const { active } = state.live.current;
      if (!active) return;
      if (view.order !== 'queue') {
        notifications.show({ message: t('reorder.onlyHere') });
        return;
      }
      const moved = take(active.index);
      const [first, last] = [moved?.[0], moved?.at(-1)];
      if (!moved || first === undefined || last === undefined) return;
      const gap = by === 1 ? last + 2 : first - 1;
      if (gap < 0 || gap > (tree.count ?? 0)) return;
      drop(moved, gap);
    },
    [shown, state.live, take, drop, t],
  );

  return { take, drop, step };
}
