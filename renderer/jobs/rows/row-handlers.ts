import type { Act } from '../actions/act-targets.ts';
import type { FilledLine } from '../list/job-line.ts';

/** What rows tell the list; the same object for as long as the list lives, so that rows are not drawn anew for it. */
export interface RowHandlers {
  readonly onToggle: (line: FilledLine) => void;
  readonly onAct: (act: Act, line: FilledLine) => void;
  readonly onMenu: (line: FilledLine, x: number, y: number) => void;
  readonly onUnfold: (batchId: string) => void;
}
