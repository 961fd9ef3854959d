import type { RefObject } from 'react';
import type { Priority } from '../../../contract/job-states.ts';
import { useStore } from '../../store/store.ts';
import { type ActTargets, targetsOfLines } from '../actions/act-targets.ts';
import type { FilledLine } from './job-line.ts';
import { isEmpty, isSelected, requestsOf, type Selection, tallyOfView } from './selection.ts';
import type { ShownTree } from './use-job-tree.ts';
import type { ActiveLine } from './use-list-state.ts';

interface LiveState {
  readonly active: ActiveLine | null;
  readonly selection: Selection;
}

const byHeight: readonly Priority[] = ['low', 'normal', 'high'];

/** What an act is for: the selection; without one, the line the keyboard is at. */
export class ListTargets {
  readonly #shown: RefObject<ShownTree>;
  readonly #live: RefObject<LiveState>;

  constructor(shown: RefObject<ShownTree>, live: RefObject<LiveState>) {
    this.#shown = shown;
    this.#live = live;
  }

  hasSelection(): boolean {
    return !isEmpty(this.#live.current.selection);
  }

  /** null when nothing is selected and no line is active. */
  now(): ActTargets | null {
    const { active, selection } = this.#live.current;
    if (!isEmpty(selection)) return this.ofSelection(selection);
    const line = active ? this.#shown.current.tree.lineAt(active.index) : null;
    return line && line.kind !== 'pending' ? targetsOfLines([line]) : null;
  }

  ofSelection(selection: Selection): ActTargets {
    if (!selection.isAll) return targetsOfLines([...selection.picked.values()]);
    const { tree, filter } = this.#shown.current;
    const counts = useStore.getState().jobCounts;
    const lines = tree.count ?? 0;
    const tally = tallyOfView(filter, counts, lines);
    const total = tally ? Object.values(tally).reduce((sum, count) => sum + count, 0) : lines;
    return { requests: requestsOf(selection, filter), lines: [], tally, total };
  }

  ofLine(line: FilledLine): ActTargets {
    return targetsOfLines([line]);
  }

  /** The whole selection where the line is part of it, else the line alone. */
  around(line: FilledLine): ActTargets {
    const { selection } = this.#live.current;
    return isSelected(selection, line.key) ? this.ofSelection(selection) : this.ofLine(line);
  }

  /** The next priority up or down, from that of the first job acted on. */
  priorityAfter(step: 1 | -1): Priority {
    const first = this.now()?.lines.find((line) => line.kind === 'job');
    const from = byHeight.indexOf(first?.kind === 'job' ? first.job.priority : 'normal');
    return byHeight[Math.min(Math.max(from + step, 0), byHeight.length - 1)] ?? 'normal';
  }
}
