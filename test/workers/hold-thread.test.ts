import { describe, expect, it } from 'vitest';
import { holdThread } from '../../workers/hold-thread.ts';

const makeFlags = (length = 3) => new Int32Array(new SharedArrayBuffer(4 * length));

describe('a thread that is held', () => {
  it('shows it for as long as the work lasts, however that ends and also within other such work', async () => {
    const flags = makeFlags();
    const seen: number[] = [];
    const look = () => void seen.push(Atomics.load(flags, 1));
    await holdThread(flags, async () => {
      look();
      const failed = holdThread(flags, () => {
        look();
        throw new Error('native code failed');
      });
      await expect(failed).rejects.toThrow('native code failed');
      look();
    });
    look();
    expect(seen).toEqual([1, 2, 1, 0]);
  });

  it('begins nothing once it is to be ended', async () => {
    const flags = makeFlags();
    Atomics.store(flags, 2, 1);
    let hasBegun = false;
    const work = holdThread(flags, () => {
      hasBegun = true;
    });
    await expect(work).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    expect([hasBegun, Atomics.load(flags, 1)]).toEqual([false, 0]);
  });

  it('does its work outside a pool', async () => {
    expect(await holdThread(makeFlags(1), () => 7)).toBe(7);
  });
});
