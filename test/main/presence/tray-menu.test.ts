import { describe, expect, it } from 'vitest';
import { idleState, noCounts, withRunning } from '../../../main/presence/shell-state.ts';
import { trayMenu, trayTip } from '../../../main/presence/tray-menu.ts';
import { buildJob } from '../../builders/build-job.ts';

const labels = (entries: ReturnType<typeof trayMenu>) =>
  entries.flatMap((entry) => (entry.type === 'entry' ? [entry.label] : []));
const actions = (entries: ReturnType<typeof trayMenu>) =>
  entries.flatMap((entry) => (entry.type === 'entry' && entry.action ? [entry.action.type] : []));

describe('trayMenu', () => {
  it('offers the window, the queue and the end', () => {
    const menu = trayMenu(idleState, 'en');
    expect(labels(menu)).toEqual(['Show Auspex', 'No job is running', 'Pause the queue', 'Quit Auspex']);
    expect(actions(menu)).toEqual(['show', 'pauseQueue', 'quit']);
  });

  it('lists what runs with its progress and leads to it', () => {
    const job = {
      ...buildJob({ state: 'running', fileName: 'R&D.xlsx' }),
      progress: { ...buildJob().progress, fraction: 0.428 },
    };
    const state = { ...withRunning(idleState, [job]), counts: { ...noCounts, running: 1, queued: 12 } };
    const menu = trayMenu(state, 'zh-CN');
    expect(labels(menu)).toContain('1 个正在运行，12 个等待');
    expect(menu).toContainEqual({
      type: 'entry',
      label: 'R&&D.xlsx  42 %',
      action: { type: 'showJob', jobId: job.id },
    });
  });

  it('stays short with many jobs of long names', () => {
    const jobs = Array.from({ length: 30 }, () =>
      buildJob({ state: 'running', fileName: `${'成绩'.repeat(40)}.xlsx` }),
    );
    const menu = trayMenu(withRunning(idleState, jobs), 'en');
    expect(menu.length).toBeLessThan(15);
    for (const label of labels(menu)) expect([...label].length).toBeLessThan(52);
    expect(labels(menu)).toContainEqual(expect.stringMatching(/ … .*\.xlsx {2}0 %$/));
  });

  it('turns its entry when the queue is paused', () => {
    const state = { ...idleState, isQueuePaused: true, counts: { ...noCounts, queued: 2 } };
    expect(actions(trayMenu(state, 'en'))).toContain('resumeQueue');
    expect(trayTip(state, 'en')).toBe('Auspex – The queue is paused, 2 waiting');
  });
});
