import type { KeyboardEvent, RefObject } from 'react';
import { useStore } from '../../store/store.ts';
import type { Act } from '../actions/act-targets.ts';
import { isPossible } from '../actions/act-targets.ts';
import type { FilledLine } from './job-line.ts';
import { commandOf, type ListCommand, stepFrom } from './list-commands.ts';
import type { ListTargets } from './list-targets.ts';
import { toggledLine, wholeSelection } from './selection.ts';
import type { ShownTree } from './use-job-tree.ts';
import type { useListState } from './use-list-state.ts';

interface ListKeysOptions {
  readonly shown: RefObject<ShownTree>;
  readonly state: ReturnType<typeof useListState>;
  readonly targets: ListTargets;
  readonly pageLines: () => number;
  readonly scrollTo: (index: number) => void;
  readonly onAct: (act: Act) => void;
  readonly onMenu: () => void;
  readonly onUnfold: (batchId: string, isOpen: boolean) => void;
  readonly onReorder: (by: 1 | -1) => void;
  readonly onTooFar: () => void;
  readonly onSearch: () => void;
  readonly onKeys: () => void;
  /** Escape with nothing selected. */
  readonly onClearView: () => void;
}

/** The list by keyboard: what each key does is decided in list-commands.ts, here it is done. */
export function useListKeys(options: ListKeysOptions) {
  const { shown, state, targets } = options;

  const moveTo = (index: number, isExtending: boolean) => {
    const { tree } = shown.current;
    const from = state.live.current.active;
    options.scrollTo(index);
    if (isExtending) {
      if (state.live.current.selection.pivot === null && from) {
        const line = tree.lineAt(from.index);
        if (line.kind !== 'pending') state.selectOnly(line);
      }
      void state.extendTo(index).then((isDone) => (isDone ? undefined : options.onTooFar()));
    }
    state.activate(index);
  };

  const activeLine = (): FilledLine | null => {
    const { active } = state.live.current;
    const line = active ? shown.current.tree.lineAt(active.index) : null;
    return line && line.kind !== 'pending' ? line : null;
  };

  const fold = (line: FilledLine | null) => {
    const { tree } = shown.current;
    if (line?.kind === 'batch' && line.isOpen) options.onUnfold(line.batch.id, false);
    else if (line?.kind === 'job' && line.isInBatch) {
      const parent = tree.indexOf(`batch:${line.job.batchId}`);
      if (parent >= 0) moveTo(parent, false);
    }
  };

  const perform = (command: ListCommand) => {
    const { tree } = shown.current;
    const count = tree.count ?? 0;
    const line = activeLine();
    const at = state.live.current.active?.index ?? -1;
    switch (command.kind) {
      case 'move':
        if (count > 0) moveTo(stepFrom(at, command.by, count, options.pageLines()), command.extends);
        return;
      case 'reorder':
        return options.onReorder(command.by);
      case 'open':
        if (line?.kind === 'batch') options.onUnfold(line.batch.id, !line.isOpen);
        else if (line)
          useStore.getState()[isPossible('open', targets.ofLine(line)) ? 'openResult' : 'openJob'](line.key);
        return;
      case 'details':
        if (line?.kind === 'job') useStore.getState().openJob(line.key);
        return;
      case 'toggle':
        if (line) state.select((now) => toggledLine(now, line));
        return;
      case 'selectAll':
        return state.select(wholeSelection);
      case 'clear':
        if (targets.hasSelection()) state.clear();
        else options.onClearView();
        return;
      case 'unfold':
        if (line?.kind === 'batch' && !line.isOpen) options.onUnfold(line.batch.id, true);
        else if (line?.kind === 'batch') moveTo(Math.min(at + 1, count - 1), false);
        return;
      case 'fold':
        return fold(line);
      case 'menu':
        return options.onMenu();
      case 'search':
        return options.onSearch();
      case 'keys':
        return options.onKeys();
      default:
        return performOnTargets(command.kind, targets, options.onAct);
    }
  };

  return (event: KeyboardEvent) => {
    // Keys meant for a control inside the list, such as a box to type in.
    if (event.target !== event.currentTarget && !(event.target as Element).matches('input[type="checkbox"]')) return;
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    perform(command);
  };
}

function performOnTargets(
  kind: 'remove' | 'pause' | 'raise' | 'lower' | 'redrive',
  targets: ListTargets,
  onAct: (act: Act) => void,
): void {
  const now = targets.now();
  if (!now) return;
  if (kind === 'remove') onAct(isPossible('cancel', now) ? 'cancel' : 'remove');
  else if (kind === 'pause') onAct(isPossible('pause', now) ? 'pause' : 'resume');
  else if (kind === 'redrive') onAct('redrive');
  else onAct(targets.priorityAfter(kind === 'raise' ? 1 : -1));
}
