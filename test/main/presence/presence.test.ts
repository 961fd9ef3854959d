import { describe, expect, it } from 'vitest';
import type { ShellWish } from '../../../contract/desktop.ts';
import type { JobEvent } from '../../../contract/jobs.ts';
import { interruptedBy, isStaying } from '../../../main/presence/closing.ts';
import { followJobs } from '../../../main/presence/follow-jobs.ts';
import { findDesktopServices } from '../../../main/presence/session-bus.ts';
import { noCounts } from '../../../main/presence/shell-state.ts';
import { ShellWishes } from '../../../main/presence/shell-wishes.ts';
import { createSleepBlock } from '../../../main/presence/sleep-block.ts';
import { buildJob } from '../../builders/build-job.ts';

describe('closing the window', () => {
  const base = { hasTimetable: false, isQueuePaused: false, counts: noCounts };

  it('leaves the app in the tray while something goes on there', () => {
    expect(isStaying(base)).toBe(false);
    for (const state of ['running', 'queued', 'scheduled'] as const) {
      expect(isStaying({ ...base, counts: { ...noCounts, [state]: 1 } })).toBe(true);
    }
    expect(isStaying({ ...base, hasTimetable: true })).toBe(true);
    expect(isStaying({ ...base, isQueuePaused: true, counts: { ...noCounts, queued: 9, paused: 3 } })).toBe(false);
  });

  it('interrupts what runs and what would go on', () => {
    const counts = { ...noCounts, running: 2, queued: 7, scheduled: 4, paused: 1 };
    expect(interruptedBy({ counts, isQueuePaused: false })).toEqual({ running: 2, waiting: 7 });
    expect(interruptedBy({ counts, isQueuePaused: true })).toEqual({ running: 2, waiting: 0 });
  });
});

describe('ShellWishes', () => {
  const wish = (jobId: string): ShellWish => ({ type: 'showJob', jobId });

  it('keeps what was wished before the window listened', async () => {
    const wishes = new ShellWishes();
    wishes.add(wish('a'));
    const stop = new AbortController();
    const heard = wishes.follow(stop.signal);
    expect((await heard.next()).value).toEqual(wish('a'));
    const next = heard.next();
    wishes.add(wish('b'));
    expect((await next).value).toEqual(wish('b'));
    const last = heard.next();
    stop.abort();
    expect((await last).done).toBe(true);
  });

  it('makes one wish of files that are named one by one', async () => {
    const wishes = new ShellWishes();
    const opened = (id: string): ShellWish => {
      const ticket = { id, fileName: `${id}.csv`, sizeBytes: 1, modifiedAtMs: 1 };
      return { type: 'openFiles', answers: [{ type: 'file', ticket }] };
    };
    const names = Array.from({ length: 30 }, (_, index) => `${index}`);
    for (const name of names) wishes.add(opened(name));
    wishes.add(wish('a'));
    const heard = wishes.follow(undefined);
    const { value } = await heard.next();
    const answers = value?.type === 'openFiles' ? value.answers : [];
    expect(answers.map((answer) => answer.type === 'file' && answer.ticket.id)).toEqual(names);
    expect((await heard.next()).value).toEqual(wish('a'));
  });

  it('tells a page that was loaded anew, not the one before', async () => {
    const wishes = new ShellWishes();
    const before = wishes.follow(undefined).next();
    const after = wishes.follow(undefined).next();
    wishes.add(wish('a'));
    expect((await before).done).toBe(true);
    expect((await after).value).toEqual(wish('a'));
  });
});

describe('followJobs', () => {
  it('reads the running jobs after a reset and goes on after a break', async () => {
    const stop = new AbortController();
    const reset: JobEvent = { type: 'jobsReset', counts: noCounts, isQueuePaused: false };
    const seen: string[] = [];
    let streams = 0;
    const source = {
      watch: async function* () {
        streams += 1;
        yield reset;
        if (streams === 1) throw new Error('broken off');
        stop.abort();
      } as unknown as () => Promise<AsyncIterable<JobEvent>>,
      listRunning: async () => [buildJob({ state: 'running' })],
    };
    await followJobs(
      source,
      {
        onEvent: ({ type }) => seen.push(type),
        onRunning: (jobs) => seen.push(`${jobs.length} running`),
        onTrouble: (error) => seen.push((error as Error).message),
      },
      stop.signal,
      1,
    );
    expect(seen).toEqual(['jobsReset', '1 running', 'broken off', 'jobsReset', '1 running']);
  });
});

describe('findDesktopServices', () => {
  const bus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' };
  const answer = `method return\n   array [\n      string "org.kde.StatusNotifierWatcher"\n      string "org.freedesktop.Notifications"\n   ]`;

  it('trusts Windows and macOS to have both', async () => {
    expect(await findDesktopServices('win32', {}, () => Promise.reject(new Error('asked')))).toEqual({
      hasTray: true,
      hasNotifications: true,
    });
  });

  it('finds what the session bus names, as either tool writes it', async () => {
    const both = { hasTray: true, hasNotifications: true };
    expect(await findDesktopServices('linux', bus, async () => answer)).toEqual(both);
    expect(await findDesktopServices('linux', bus, async () => answer.replaceAll('"', "'"))).toEqual(both);
    expect(await findDesktopServices('linux', bus, async () => 'string "org.freedesktop.DBus"')).toEqual({
      hasTray: false,
      hasNotifications: false,
    });
  });

  it('asks nobody where there is no bus', async () => {
    const asked = findDesktopServices('linux', {}, () => Promise.reject(new Error('asked')));
    expect(await asked).toEqual({ hasTray: false, hasNotifications: false });
  });
});

it('holds off sleep once, and lets it go', () => {
  const calls: string[] = [];
  const setOn = createSleepBlock({ start: () => calls.push('start'), stop: () => calls.push('stop') });
  for (const isOn of [false, true, true, false, false, true]) setOn(isOn);
  expect(calls).toEqual(['start', 'stop', 'start']);
});
