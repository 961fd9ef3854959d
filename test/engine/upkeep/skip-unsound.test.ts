import { describe, expect, it } from 'vitest';
import { skipUnsound } from '../../../engine/upkeep/salvage/skip-unsound.ts';

const failing = (error: object) => () => {
  throw Object.assign(new Error('no'), error);
};
const open = { isTransacting: () => true };

describe('bringing a row of a damaged archive over', () => {
  it('says whether the row was what it seemed', () => {
    expect(skipUnsound(open, () => undefined)).toBe(true);
    const isTwice = failing({ errcode: 1555, message: 'UNIQUE constraint failed: jobs.id' });
    expect(skipUnsound(open, isTwice)).toBe(false);
    expect(skipUnsound(open, () => JSON.parse('{'))).toBe(false);
  });

  it('never takes trouble of the new archive for a lost row', () => {
    for (const errcode of [5, 8, 13, 14]) {
      expect(() => skipUnsound(open, failing({ errcode }))).toThrow('no');
    }
    expect(() => skipUnsound(open, failing({ message: 'database or disk is full' }))).toThrow('disk is full');
  });

  it('does not go on in a transaction that has ended', () => {
    expect(() => skipUnsound({ isTransacting: () => false }, failing({ errcode: 19 }))).toThrow('no');
  });
});
