import type { Locale } from '../../contract/texts.ts';
import { shellText } from '../window/shell-texts.ts';
import type { ShellState } from './shell-state.ts';

export type TrayAction =
  | { readonly type: 'show' | 'pauseQueue' | 'resumeQueue' | 'quit' }
  | { readonly type: 'showJob'; readonly jobId: string };

/** An entry of the tray's menu; without an action it only tells something. */
export type TrayEntry =
  | { readonly type: 'separator' }
  | { readonly type: 'entry'; readonly label: string; readonly action: TrayAction | null };

/** More would make the menu longer than it is useful. */
const shownJobs = 6;
const labelLength = 44;

/** What the tray offers now. */
export function trayMenu(state: ShellState, locale: Locale): readonly TrayEntry[] {
  const separator: TrayEntry = { type: 'separator' };
  const entry = (label: string, action: TrayAction | null): TrayEntry => ({ type: 'entry', label, action });
  const jobs = [...state.running.values()].slice(0, shownJobs);
  return [
    entry(shellText('trayShow', locale), { type: 'show' }),
    separator,
    entry(workSentence(state, locale), null),
    ...jobs.map(({ id, label, fraction }) =>
      entry(`${shortened(label)}  ${Math.floor(fraction * 100)} %`, { type: 'showJob', jobId: id }),
    ),
    separator,
    state.isQueuePaused
      ? entry(shellText('trayResume', locale), { type: 'resumeQueue' })
      : entry(shellText('trayPause', locale), { type: 'pauseQueue' }),
    separator,
    entry(shellText('quit', locale), { type: 'quit' }),
  ];
}

/** The words beside the pointer over the tray. */
export function trayTip(state: ShellState, locale: Locale): string {
  return `Auspex – ${workSentence(state, locale)}`;
}

function workSentence({ counts, isQueuePaused }: ShellState, locale: Locale): string {
  const { running, queued } = counts;
  const values = { running, queued };
  if (isQueuePaused) return shellText(running > 0 ? 'trayPausedRunning' : 'trayPaused', locale, values);
  if (running === 0 && queued === 0) return shellText('trayIdle', locale);
  return shellText(queued > 0 ? 'trayRunningQueued' : 'trayRunning', locale, values);
}

/** An ampersand would mark the next sign as a shortcut; a long name keeps its beginning and its end. */
function shortened(label: string): string {
  const signs = [...label];
  const kept =
    signs.length <= labelLength
      ? label
      : `${signs.slice(0, 26).join('')} … ${signs.slice(2 + 29 - labelLength).join('')}`;
  return kept.replaceAll('&', '&&');
}
