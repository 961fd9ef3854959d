import { describe, expect, it } from 'vitest';
import { toFaultData } from '../../contract/faults.ts';
import type { Envelope } from '../../contract/orders.ts';
import runOrder from '../../workers/entry.ts';
import { faultOfError } from '../../workers/fault-of-error.ts';
import { threadKernel } from '../../workers/kernel-instance.ts';
import { createOrderContext } from '../../workers/order-context.ts';

const envelope = (change: Partial<Envelope>): Envelope =>
  ({
    kind: 'inspect-file',
    order: { path: '/nowhere/grades.xlsx', fileName: 'grades.xlsx' },
    noticePort: null,
    cancelFlag: new SharedArrayBuffer(4),
    ...change,
  }) as Envelope;

describe('runOrder', () => {
  it('answers a failure as a fault that names the file as the person knows it', async () => {
    expect(await runOrder(envelope({}))).toMatchObject({
      ok: false,
      fault: { code: 'FILE_MISSING', values: { file: 'grades.xlsx' } },
    });
  });

  it('answers an order that nobody knows', async () => {
    const unknown = envelope({ kind: 'make-coffee' as Envelope['kind'] });
    expect(await runOrder(unknown)).toMatchObject({ ok: false, fault: { code: 'REQUEST_INVALID' } });
  });

  it('does not begin a cancelled order', async () => {
    const cancelFlag = new SharedArrayBuffer(4);
    new Int32Array(cancelFlag)[0] = 1;
    expect(await runOrder(envelope({ cancelFlag }))).toMatchObject({ ok: false, fault: { code: 'JOB_CANCELLED' } });
  });
});

describe('the memory of the kernel', () => {
  it('ends at 4 GiB, which is told as a table that is too large', () => {
    const { call } = threadKernel();
    const ends = (take: () => number) => {
      call.reset();
      try {
        return take();
      } catch (error) {
        return toFaultData(faultOfError(error, 'huge.csv'));
      } finally {
        call.reset();
      }
    };
    const tooLarge = { code: 'TABLE_TOO_LARGE', values: { file: 'huge.csv', available: '4.0 GiB' } };
    expect(ends(() => call.allocate(2 ** 32 + 8))).toMatchObject(tooLarge);
    expect(ends(() => call.allocate(5e9))).toMatchObject(tooLarge);
    expect(ends(() => call.allocate(2 ** 31) + call.allocate(2 ** 31))).toMatchObject(tooLarge);
    expect(ends(() => call.allocate(2 ** 20))).toBeGreaterThan(0);
  });
});

describe('createOrderContext', () => {
  it('sees the flag go up and drops notices that come too fast', () => {
    const cancelFlag = new SharedArrayBuffer(4);
    const notices: unknown[] = [];
    const context = createOrderContext({ cancelFlag, noticePort: { postMessage: (notice) => notices.push(notice) } });
    for (let index = 0; index < 100; index++) context.notify({ fraction: 0.5, rowsDone: index, subject: null });
    expect(notices[0]).toEqual({ fraction: 0.5, rowsDone: 0, subject: null });
    expect(notices.length).toBeLessThan(50);
    expect(context.isCancelled()).toBe(false);
    Atomics.store(new Int32Array(cancelFlag), 0, 1);
    expect(context.isCancelled()).toBe(true);
    expect(() => context.throwIfCancelled()).toThrow(expect.objectContaining({ code: 'JOB_CANCELLED' }));
  });
});

describe('faultOfError', () => {
  it('gives the errors of the system their meaning', () => {
    const faultOf = (code: string) =>
      faultOfError(Object.assign(new Error('no'), { code, path: '/home/a/b.csv' }), null);
    expect(faultOf('ENOENT')).toMatchObject({ code: 'FILE_MISSING', values: { file: 'b.csv' } });
    expect(faultOf('EACCES').code).toBe('FILE_NOT_READABLE');
    expect(faultOf('EISDIR').code).toBe('FILE_IS_FOLDER');
    expect(faultOf('ENOSPC').code).toBe('DISK_FULL');
    expect(faultOf('EWHATEVER').code).toBe('INTERNAL');
    expect(faultOfError('thrown text', null)).toMatchObject({
      code: 'INTERNAL',
      detail: expect.stringContaining('thrown text'),
    });
  });
});
