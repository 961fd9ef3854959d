import { type ShellState, unfinishedOf, workFraction } from './shell-state.ts';

/** What the button of the app in the taskbar or the dock shows. */
export interface TaskbarLook {
  /** 0..1; −1 shows no bar. */
  readonly fraction: number;
  readonly mode: 'normal' | 'paused' | 'none';
  /** Jobs that are not finished; 0 shows no number. */
  readonly badge: number;
}

/** In whole percent, so that a bar is drawn anew only when it looks different. */
export function taskbarLook(state: ShellState): TaskbarLook {
  const fraction = workFraction(state);
  // A paused queue with nothing in work is no progress to look at.
  if (fraction === null || (state.isQueuePaused && state.counts.running === 0)) {
    return { fraction: -1, mode: 'none', badge: state.isQueuePaused ? 0 : unfinishedOf(state.counts) };
  }
  const mode = state.isQueuePaused ? 'paused' : 'normal';
  return { fraction: Math.round(fraction * 100) / 100, mode, badge: unfinishedOf(state.counts) };
}
