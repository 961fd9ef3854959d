import type { MouseEvent, RefObject } from 'react';
import { openJobOrResult } from '../actions/use-acts.ts';
import type { FilledLine } from './job-line.ts';
import { isSelected, toggledLine } from './selection.ts';
import type { ShownTree } from './use-job-tree.ts';
import type { useListState } from './use-list-state.ts';

interface ListMouseOptions {
  readonly shown: RefObject<ShownTree>;
  readonly state: ReturnType<typeof useListState>;
  readonly onMenu: (line: FilledLine, x: number, y: number) => void;
  readonly onUnfold: (batchId: string, isOpen: boolean) => void;
  readonly onTooFar: () => void;
}

/** The list by mouse: a click selects, with shift a range, with control one more; the right button opens the menu. */
export function useListMouse({ shown, state, onMenu, onUnfold, onTooFar }: ListMouseOptions) {
  const lineUnder = (event: MouseEvent): { index: number; line: FilledLine } | null => {
    const target = event.target as Element;
    const element = event.currentTarget.contains(target) ? target.closest<HTMLElement>('[data-index]') : null;
    if (!element) return null;
    const index = Number(element.dataset.index);
    const line = shown.current.tree.lineAt(index);
    return line.kind === 'pending' ? null : { index, line };
  };

  const onMouseDown = (event: MouseEvent<HTMLElement>) => {
    // The list keeps the focus whatever inside it is clicked, so that its keys go on working.
    if (event.target === event.currentTarget || !event.currentTarget.contains(event.target as Element)) return;
    event.preventDefault();
    event.currentTarget.focus({ preventScroll: true });
  };

  const onClick = (event: MouseEvent) => {
    const found = lineUnder(event);
    if (!found) return;
    const { index, line } = found;
    if (event.shiftKey) void state.extendTo(index).then((isDone) => (isDone ? undefined : onTooFar()));
    else if (event.ctrlKey || event.metaKey) state.select((now) => toggledLine(now, line));
    else state.selectOnly(line);
    state.activate(index);
  };

  const onDoubleClick = (event: MouseEvent) => {
    const line = lineUnder(event)?.line;
    if (line?.kind === 'batch') onUnfold(line.batch.id, !line.isOpen);
    else if (line) openJobOrResult(line.job);
  };

  const onContextMenu = (event: MouseEvent) => {
    const found = lineUnder(event);
    if (!found) return;
    event.preventDefault();
    if (!isSelected(state.live.current.selection, found.line.key)) state.selectOnly(found.line);
    state.activate(found.index);
    onMenu(found.line, event.clientX, event.clientY);
  };

  return { onMouseDown, onClick, onDoubleClick, onContextMenu };
}
