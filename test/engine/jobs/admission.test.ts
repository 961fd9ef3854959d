import { describe, expect, it } from 'vitest';
import type { JobRecord } from '../../../engine/archive/job-record.ts';
import { Admission } from '../../../engine/jobs/admission.ts';

const gigabyte = 1_000_000_000;

const job = (id: string, sizeBytes: number, rest: Partial<JobRecord> = {}) =>
  ({
    ...{ id, recipe: 'profile', input: { path: '/data/a', fileName: 'a.csv', sizeBytes, modifiedAtMs: 1 } },
    ...{ leaseHost: 'here', fault: null, failures: 0, maxAttempts: 3, ...rest },
  }) as unknown as JobRecord;

/** A guard on a machine with 16 GB of memory and 100 GB of free disk, unless told otherwise. */
function guard(given: { availableBytes?: number; freeDiskBytes?: number; memoryPerByte?: number } = {}) {
  const running: JobRecord[] = [];
  const clock = { ms: 0 };
  const machine = {
    totalBytes: 16 * gigabyte,
    availableBytes: 16 * gigabyte,
    freeDiskBytes: 100 * gigabyte,
    ...given,
  };
  const { memoryPerByte } = given;
  const past = memoryPerByte === undefined ? [] : [{ sizeBytes: 1000, memoryBytes: 1000 * memoryPerByte }];
  const admission = new Admission({
    dataFolder: '/data',
    hostId: 'here',
    settings: () => ({ memoryShare: 0.5, minFreeDiskBytes: gigabyte }),
    durations: { newest: () => past } as never,
    running: () => running,
    elapsedMs: () => clock.ms,
    machine: {
      totalMemoryBytes: () => machine.totalBytes,
      availableMemoryBytes: () => machine.availableBytes,
      freeDiskBytes: async () => machine.freeDiskBytes,
    },
  });
  return { admission, running, clock, machine };
}

describe('the memory and disk guard', () => {
  it('lets jobs start together up to the share of memory in the settings', async () => {
    const { admission } = guard();
    await admission.look();
    // 4 bytes of memory for each byte of csv: two of 900 MB fit into 8 GB, a third does not.
    expect([1, 2, 3].map((id) => admission.admit(job(`${id}`, 0.9 * gigabyte)))).toEqual([true, true, false]);
    expect(admission.refusalOf(job('3', 0.9 * gigabyte))).toMatchObject({ kind: 'memory' });
    // A small one still fits.
    expect(admission.admit(job('4', 1_000_000))).toBe(true);
  });

  it('lets one job start alone however large, and no second one beside it', async () => {
    const { admission, running } = guard();
    await admission.look();
    const large = job('large', 50 * gigabyte);
    expect(admission.admit(large)).toBe(true);
    running.push(large);
    await admission.look();
    expect(admission.admit(job('small', 1_000))).toBe(false);
    expect(admission.refusalOf(job('small', 1_000))).toMatchObject({ kind: 'memory', availableBytes: 0 });
  });

  it('takes what other programs use into account', async () => {
    const { admission, running, machine } = guard({ availableBytes: 0.5 * gigabyte });
    running.push(job('running', 1_000));
    await admission.look();
    expect(admission.admit(job('next', 0.2 * gigabyte))).toBe(false);
    machine.availableBytes = 2 * gigabyte;
    expect(admission.admit(job('next', 0.2 * gigabyte))).toBe(true);
  });

  it('learns from the plans of earlier jobs how much a file takes', async () => {
    const { admission, running } = guard({ memoryPerByte: 0.1 });
    running.push(job('running', 1_000));
    await admission.look();
    expect(admission.refusalOf(job('next', 10 * gigabyte))).toBeNull();
    expect(admission.refusalOf(job('next', 100 * gigabyte))).toMatchObject({ kind: 'disk' });
  });

  it('never fills the disk beyond what is to stay free, not even for the only job', async () => {
    const { admission, clock, machine } = guard({ freeDiskBytes: 1.5 * gigabyte });
    await admission.look();
    expect(admission.admit(job('large', gigabyte))).toBe(false);
    expect(admission.refusalOf(job('large', gigabyte))).toMatchObject({ kind: 'disk', availableBytes: gigabyte / 2 });
    expect(admission.hasRefused).toBe(true);
    machine.freeDiskBytes = 3 * gigabyte;
    clock.ms += 5_000;
    await admission.look();
    expect(admission.admit(job('large', gigabyte))).toBe(true);
    expect(admission.hasRefused).toBe(false);
  });

  it('takes it that the disk has room where that cannot be told', async () => {
    const failing = new Admission({
      ...{ dataFolder: '/gone', hostId: 'here', settings: () => ({ memoryShare: 0.5, minFreeDiskBytes: gigabyte }) },
      ...{ durations: { newest: () => [] } as never, running: () => [], elapsedMs: () => 0 },
      machine: {
        totalMemoryBytes: () => gigabyte,
        availableMemoryBytes: () => gigabyte,
        freeDiskBytes: () => Promise.reject(new Error('no such folder')),
      },
    });
    await failing.look();
    expect(failing.admit(job('a', 1_000))).toBe(true);
  });

  it('lets nothing smaller by any more once a job has been passed over for five minutes', async () => {
    const { admission, running, clock } = guard();
    running.push(job('running', 0.5 * gigabyte));
    const large = job('large', 3 * gigabyte);
    for (let minute = 0; minute <= 6; minute++) {
      clock.ms = minute * 60_000;
      await admission.look();
      expect(admission.admit(large)).toBe(false);
      expect(admission.admit(job(`small ${minute}`, 1_000))).toBe(minute <= 5);
    }
    // Once nothing else runs it is its turn, and then the others'.
    running.length = 0;
    await admission.look();
    expect(admission.admit(job('another', 1_000))).toBe(false);
    expect(admission.admit(large)).toBe(true);
    running.push(job('running', 1_000));
    await admission.look();
    expect(admission.admit(job('another', 1_000))).toBe(true);
  });

  it('forgets a job that was passed over and is asked about no more', async () => {
    const { admission, running, clock } = guard();
    running.push(job('running', 0.5 * gigabyte));
    await admission.look();
    admission.admit(job('cancelled', 3 * gigabyte));
    clock.ms = 10 * 60_000;
    await admission.look();
    expect(admission.admit(job('small', 1_000))).toBe(true);
  });

  it('gives a job that was lost with its process each time its last try alone', async () => {
    const { admission, running } = guard();
    const fault = { code: 'HOST_LOST' as const, values: {}, detail: null };
    const suspect = job('suspect', 1_000, { fault, failures: 2 });
    running.push(job('running', 1_000));
    await admission.look();
    expect(admission.admit(job('innocent', 1_000, { fault, failures: 1 }))).toBe(true);
    expect(admission.admit(suspect)).toBe(false);
    expect(admission.refusalOf(suspect)).toMatchObject({ kind: 'slots', maximum: 1 });
    expect(admission.admit(job('next', 1_000))).toBe(false);
    running.length = 0;
    await admission.look();
    expect(admission.admit(suspect)).toBe(true);
    expect(admission.admit(job('next', 1_000))).toBe(false);
    running.push({ ...suspect, fault: null });
    await admission.look();
    expect(admission.admit(job('next', 1_000))).toBe(false);
    // What another process runs is no hindrance: it would not be drawn in.
    running.splice(0, 1, job('elsewhere', 1_000, { leaseHost: 'there' }));
    await admission.look();
    expect(admission.admit(job('other suspect', 1_000, { fault, failures: 2 }))).toBe(true);
  });
});
