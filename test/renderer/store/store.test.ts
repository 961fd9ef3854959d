import { beforeEach, describe, expect, it } from 'vitest';
import { createStore as createVanilla, type StoreApi } from 'zustand/vanilla';
import { localeFor } from '../../../renderer/store/settings-slice.ts';
import type { ChosenItem } from '../../../renderer/store/start-slice.ts';
import { createStore, type Store } from '../../../renderer/store/store.ts';
import { buildJob } from '../build-job.ts';

let store: StoreApi<Store>;
beforeEach(() => {
  store = createVanilla<Store>()(createStore);
});

const item = (key: string): ChosenItem => ({
  key,
  fileName: `${key}.csv`,
  sizeBytes: 1,
  ticket: null,
  state: 'reading',
  fault: null,
  inspection: null,
  sheets: [],
  shownSheet: null,
  previews: {},
});

describe('navigation', () => {
  it('holds a job only on the result screen', () => {
    store.getState().openResult('a');
    expect(store.getState()).toMatchObject({ screen: 'result', jobId: 'a' });
    store.getState().goTo('jobs');
    expect(store.getState()).toMatchObject({ screen: 'jobs', jobId: null });
  });
});

describe('jobs', () => {
  it('takes a list, changes and removals in their order', () => {
    const [a, b, c] = [buildJob(), buildJob(), buildJob()];
    store.getState().applyJobEvents([
      { type: 'jobsListed', jobs: [b, a] },
      { type: 'jobChanged', job: { ...a, state: 'running' } },
      { type: 'jobChanged', job: c },
      { type: 'jobRemoved', id: b.id },
    ]);
    const { jobs, areJobsListed } = store.getState();
    expect([...jobs.keys()]).toEqual([a.id, c.id]);
    expect(jobs.get(a.id)?.state).toBe('running');
    expect(areJobsListed).toBe(true);
  });

  it('forgets what a new list does not hold, and its selection', () => {
    const [a, b] = [buildJob(), buildJob()];
    store.getState().applyJobEvents([{ type: 'jobsListed', jobs: [a, b] }]);
    store.getState().selectJobs([a.id, b.id]);
    store.getState().applyJobEvents([{ type: 'jobsListed', jobs: [b] }]);
    expect([...store.getState().jobs.keys()]).toEqual([b.id]);
    expect([...store.getState().selectedJobIds]).toEqual([b.id]);
  });

  it('leaves the former map as it was, so that views notice the change', () => {
    const a = buildJob();
    store.getState().applyJobEvents([{ type: 'jobsListed', jobs: [a] }]);
    const before = store.getState().jobs;
    store.getState().applyJobEvents([{ type: 'jobChanged', job: { ...a, state: 'failed' } }]);
    expect(before.get(a.id)?.state).toBe('queued');
    expect(store.getState().jobs).not.toBe(before);
  });

  it('never lets an older page overwrite what the feed has told', () => {
    const a = buildJob();
    store.getState().applyJobEvents([{ type: 'jobsListed', jobs: [{ ...a, state: 'completed' }] }]);
    const older = buildJob();
    store.getState().addOlderJobs([a, older]);
    expect(store.getState().jobs.get(a.id)?.state).toBe('completed');
    expect(store.getState().jobs.has(older.id)).toBe(true);
  });

  it('drops the selection when other rows are shown', () => {
    const a = buildJob();
    store.getState().applyJobEvents([{ type: 'jobsListed', jobs: [a] }]);
    store.getState().toggleJob(a.id);
    expect(store.getState().selectedJobIds.size).toBe(1);
    store.getState().filterJobs('failed');
    expect(store.getState().selectedJobIds.size).toBe(0);
  });
});

describe('chosen files', () => {
  it('shows the first one and, when it goes, its neighbour', () => {
    const { addItems, removeItem } = store.getState();
    addItems([item('a'), item('b'), item('c')]);
    expect(store.getState().shownKey).toBe('a');
    removeItem('a');
    expect(store.getState().shownKey).toBe('b');
    store.getState().showItem('c');
    removeItem('c');
    expect(store.getState().shownKey).toBe('b');
    removeItem('b');
    expect(store.getState()).toMatchObject({ items: [], shownKey: null });
  });

  it('keeps what is shown when another one goes or comes', () => {
    const { addItems, removeItem, showItem } = store.getState();
    addItems([item('a'), item('b')]);
    showItem('b');
    removeItem('a');
    addItems([item('c')]);
    expect(store.getState().shownKey).toBe('b');
  });

  it('changes only the item it is told to, and none that is gone', () => {
    const { addItems, changeItem } = store.getState();
    addItems([item('a'), item('b')]);
    changeItem('b', () => ({ state: 'ready' }));
    changeItem('z', () => ({ state: 'fault' }));
    expect(store.getState().items.map(({ state }) => state)).toEqual(['reading', 'ready']);
  });
});

describe('language', () => {
  it('follows the system unless the person chose', () => {
    expect(localeFor({ language: 'system', theme: 'system' }, 'zh-CN')).toBe('zh-CN');
    expect(localeFor({ language: 'en', theme: 'system' }, 'zh-CN')).toBe('en');
  });
});
