import { notifications } from '@mantine/notifications';
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFocusFree } from '../../frame/free-focus.ts';
import { useStore } from '../../store/store.ts';
import { ActMenu, type MenuPlace } from '../actions/act-menu.tsx';
import { AskDialog } from '../actions/ask-dialog.tsx';
import { SelectionBar } from '../actions/selection-bar.tsx';
import { useActs } from '../actions/use-acts.ts';
import { Line } from '../rows/line.tsx';
import { lineHeightPx } from '../rows/line-height.ts';
import type { RowHandlers } from '../rows/row-handlers.ts';
import { isWaiting } from '../words/job-state-groups.ts';
import type { JobLine } from './job-line.ts';
import styles from './job-list.module.css';
import { ListTargets } from './list-targets.ts';
import { isEmpty, isSelected, type Selection, toggledLine } from './selection.ts';
import { useFreshBatches } from './use-fresh-batches.ts';
import type { ShownTree } from './use-job-tree.ts';
import { useListKeys } from './use-list-keys.ts';
import { useListMouse } from './use-list-mouse.ts';
import { useLeftPlace, useListScroll } from './use-list-scroll.ts';
import { longestRange, useListState } from './use-list-state.ts';
import { useQueueMoves } from './use-queue-moves.ts';
import { useRowDrag } from './use-row-drag.ts';

interface JobListProps {
  readonly shown: ShownTree;
  /** Rises with every change of the lines. */
  readonly changes: number;
  readonly onSearch: () => void;
  readonly onKeys: () => void;
  readonly onClearView: () => void;
}

/** The lines on screen, however many jobs there are, and everything that can be done with them. */
export function JobList({ shown, changes, onSearch, onKeys, onClearView }: JobListProps) {
  const { t } = useTranslation('jobs');
  const scroller = useRef<HTMLDivElement>(null);
  const live = useRef(shown);
  live.current = shown;
  const { tree, view, isGrouped } = shown;
  const fresh = useStore((store) => store.freshIds);
  const startKey = useRef(useStore.getState().jobListPlace);
  const state = useListState(live, changes, startKey.current.view === view ? startKey.current.activeKey : null);
  const { active, selection } = state;
  const targets = useMemo(() => new ListTargets(live, state.live), [state.live]);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  // Drawn in slices: so many entries would hold the window.
  const openMenu = useCallback((place: MenuPlace) => startTransition(() => setMenu(place)), []);

  const scroll = useListScroll({ scroller, shown, changes, onOtherView: state.clear });
  useLeftPlace({ shown, topPx: scroll.topPx, activeKey: active?.key ?? null });
  useFreshBatches(shown, fresh, changes);
  // Whoever comes back from the page of a job goes on at its line.
  useEffect(() => {
    if (live.current.view === startKey.current.view && startKey.current.activeKey !== null && isFocusFree())
      scroller.current?.focus({ preventScroll: true });
  }, []);

  const refresh = useCallback(() => live.current.tree.refresh(), []);
  const { perform, dialog } = useActs({ onDone: refresh, onShowBatch: showOnlyBatch });
  const unfold = useCallback((batchId: string, isOpen: boolean) => {
    if (isOpen) live.current.tree.open(batchId);
    else live.current.tree.close(batchId);
  }, []);
  const onMoved = useCallback(
    (index: number) => {
      state.activate(index);
      scroll.scrollTo(index);
    },
    [state.activate, scroll.scrollTo],
  );
  const moves = useQueueMoves(live, state, onMoved);
  const count = tree.count ?? 0;
  const { drag, onPointerDown } = useRowDrag({ scroller, count, onTake: moves.take, onDrop: moves.drop });

  const handlers = useMemo(
    (): RowHandlers => ({
      onToggle: (line) => state.select((now) => toggledLine(now, line)),
      onAct: (act, line) => perform(act, targets.ofLine(line)),
      onMenu: (line, x, y) => openMenu({ x, y, targets: targets.around(line) }),
      onUnfold: (batchId) => unfold(batchId, !live.current.tree.isOpen(batchId)),
    }),
    [state.select, perform, targets, unfold, openMenu],
  );
  const onTooFar = () => notifications.show({ message: t('select.tooMany', { count: longestRange }) });
  const mouse = useListMouse({ shown: live, state, onMenu: handlers.onMenu, onUnfold: unfold, onTooFar });
  const onKeyDown = useListKeys({
    shown: live,
    state,
    targets,
    pageLines: scroll.pageLines,
    scrollTo: scroll.scrollTo,
    onAct: (act) => {
      const now = targets.now();
      if (now) perform(act, now);
    },
    onMenu: () => {
      const now = targets.now();
      const box = document.getElementById(lineId(active?.index ?? -1))?.getBoundingClientRect();
      if (now && box) openMenu({ x: box.left + 60, y: box.bottom - 8, targets: now });
    },
    onUnfold: unfold,
    onReorder: moves.step,
    ...{ onTooFar, onSearch, onKeys, onClearView },
  });

  const closeMenu = useCallback(() => setMenu(null), []);
  const isQueue = view.order === 'queue' && view.batch === null;
  const hasBar = isBarShown(selection);
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        id={listId}
        className={styles.scroller}
        role="treegrid"
        aria-label={t('list')}
        aria-rowcount={count}
        aria-colcount={4}
        aria-multiselectable
        aria-activedescendant={active ? lineId(active.index) : undefined}
        tabIndex={0}
        data-testid="job-list"
        data-dragging={drag !== null || undefined}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        {...mouse}
      >
        <div className={styles.lines} role="presentation" style={{ height: scroll.heightPx + (hasBar ? 64 : 0) }}>
          {scroll.items.map((item) => {
            const line = tree.lineAt(item.index);
            return (
              <Line
                key={line.key ?? `place ${item.index}`}
                id={lineId(item.index)}
                line={line}
                index={item.index}
                topPx={item.start}
                isSelected={isSelected(selection, line.key)}
                isActive={item.index === active?.index}
                isFresh={isFresh(line, fresh)}
                isMovable={isQueue && line.kind === 'job' && isWaiting(line.job.state)}
                isGrouped={isGrouped}
                handlers={handlers}
              />
            );
          })}
          {drag && <div className={styles.gap} style={{ transform: `translateY(${drag.gap * lineHeightPx}px)` }} />}
        </div>
      </div>
      {hasBar && (
        <SelectionBar
          targets={targets.ofSelection(selection)}
          isAll={selection.isAll}
          onAct={perform}
          onMenu={(x, y) => openMenu({ x, y, targets: targets.ofSelection(selection) })}
          onClear={state.clear}
        />
      )}
      <ActMenu place={menu} ownerId={listId} onClose={closeMenu} onAct={perform} />
      <AskDialog {...dialog} />
    </div>
  );
}

const listId = 'job-list';
const lineId = (index: number) => `job-line-${index}`;

/** A line that was merely clicked needs no bar: its own buttons are there. */
const isBarShown = (selection: Selection) => !isEmpty(selection) && (selection.isMarked || selection.picked.size > 1);

function isFresh(line: JobLine, fresh: ReadonlySet<string>): boolean {
  if (fresh.size === 0 || line.kind === 'pending') return false;
  return fresh.has(line.kind === 'batch' ? line.batch.id : line.key);
}

function showOnlyBatch({ id, name }: { readonly id: string; readonly name: string }): void {
  useStore.getState().changeJobView({ batch: { id, name } });
}
