import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTurn } from '../../../renderer/parts/in-turn.ts';

describe('work in turn', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is done in the order it was asked for, one in each task', () => {
    const done: number[] = [];
    for (const place of [1, 2, 3]) inTurn(() => done.push(place));
    expect(done).toEqual([]);
    const seen: number[][] = [];
    while (vi.getTimerCount() > 0) {
      vi.advanceTimersToNextTimer();
      seen.push([...done]);
    }
    expect(seen).toEqual([[1], [1, 2], [1, 2, 3]]);
  });

  it('is left out when it was taken back', () => {
    const done: number[] = [];
    inTurn(() => done.push(1));
    const takeBack = inTurn(() => done.push(2));
    inTurn(() => done.push(3));
    takeBack();
    vi.runAllTimers();
    takeBack();
    expect(done).toEqual([1, 3]);
  });

  it('goes on after one that fails', () => {
    const done: number[] = [];
    inTurn(() => {
      throw new Error('a chart that cannot be drawn');
    });
    inTurn(() => done.push(2));
    expect(() => vi.runAllTimers()).toThrow('cannot be drawn');
    vi.runAllTimers();
    expect(done).toEqual([2]);
  });
});
