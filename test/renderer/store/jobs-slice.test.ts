import { describe, expect, it } from 'vitest';
import { changedView, filterOfView, isFiltered, isWholeView, wholeView } from '../../../renderer/store/jobs-slice.ts';

describe('the view of the jobs', () => {
  it('shows waiting jobs and those of one batch in the order of the queue', () => {
    const queued = changedView(wholeView, { tab: 'queued' });
    expect(queued.order).toBe('queue');
    expect(changedView(queued, { tab: 'completed' }).order).toBe('newest');
    expect(changedView(wholeView, { batch: { id: 'b', name: 'B' } }).order).toBe('queue');
  });

  it('keeps the order the person has chosen while they search', () => {
    const byName = changedView(wholeView, { order: 'name' });
    expect(changedView(byName, { search: 'x' }).order).toBe('name');
  });

  it('is whole only without any filter and newest first', () => {
    expect(isWholeView(wholeView)).toBe(true);
    expect(isWholeView({ ...wholeView, search: '  ' })).toBe(true);
    expect(isWholeView({ ...wholeView, order: 'name' })).toBe(false);
    expect(isFiltered({ ...wholeView, order: 'name' })).toBe(false);
    expect(isFiltered({ ...wholeView, fromMs: 0 })).toBe(true);
  });

  it('asks the engine for what it shows', () => {
    const view = { ...wholeView, tab: 'dead' as const, search: ' a ', batch: { id: 'b', name: 'B' } };
    expect(filterOfView(view)).toEqual({
      ...{ states: ['dead'], search: 'a', batchId: 'b', fromMs: null, toMs: null, priority: null },
    });
  });
});
