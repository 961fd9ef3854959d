import { beforeEach, describe, expect, it } from 'vitest';
import { createStore as createVanilla, type StoreApi } from 'zustand/vanilla';
import { defaultSettings } from '../../../contract/settings.ts';
import { localeFor } from '../../../renderer/store/settings-slice.ts';
import { createStore, type Store } from '../../../renderer/store/store.ts';

let store: StoreApi<Store>;
beforeEach(() => {
  store = createVanilla<Store>()(createStore);
});

describe('navigation', () => {
  it('holds a job only on its own screens', () => {
    store.getState().openResult('a');
    expect(store.getState()).toMatchObject({ screen: 'result', jobId: 'a' });
    store.getState().openJob('b');
    expect(store.getState()).toMatchObject({ screen: 'job', jobId: 'b' });
    store.getState().goTo('timetable');
    expect(store.getState()).toMatchObject({ screen: 'timetable', jobId: null });
  });
});

describe('language', () => {
  it('follows the system unless the person chose', () => {
    expect(localeFor({ ...defaultSettings, language: 'system' }, 'zh-CN')).toBe('zh-CN');
    expect(localeFor({ ...defaultSettings, language: 'en' }, 'zh-CN')).toBe('en');
  });
});
