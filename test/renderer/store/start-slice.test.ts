import { beforeEach, describe, expect, it } from 'vitest';
import { createStore as createVanilla, type StoreApi } from 'zustand/vanilla';
import { createStartSlice, type StartSlice } from '../../../renderer/store/start-slice.ts';
import { buildFolder, buildItem } from '../build-item.ts';

let store: StoreApi<StartSlice>;
beforeEach(() => {
  store = createVanilla<StartSlice>()(createStartSlice);
});

const only = (...keys: string[]) => new Set(keys);

describe('chosen files', () => {
  it('shows the first one and, when it goes, its neighbour', () => {
    const { addItems, removeItems } = store.getState();
    addItems([buildItem('a'), buildItem('b'), buildItem('c')]);
    expect(store.getState().shownKey).toBe('a');
    removeItems(only('a'));
    expect(store.getState().shownKey).toBe('b');
    store.getState().showItem('c');
    removeItems(only('c'));
    expect(store.getState().shownKey).toBe('b');
    removeItems(only('b'));
    expect(store.getState()).toMatchObject({ items: [], shownKey: null });
  });

  it('shows the next one that stays when several go at once', () => {
    const { addItems, removeItems, showItem } = store.getState();
    addItems(['a', 'b', 'c', 'd'].map((key) => buildItem(key)));
    showItem('b');
    removeItems(only('a', 'b', 'c'));
    expect(store.getState().shownKey).toBe('d');
  });

  it('keeps what is shown when another one goes or comes', () => {
    const { addItems, removeItems, showItem } = store.getState();
    addItems([buildItem('a'), buildItem('b')]);
    showItem('b');
    removeItems(only('a'));
    addItems([buildItem('c')]);
    expect(store.getState().shownKey).toBe('b');
  });

  it('changes only the item it is told to, and none that is gone', () => {
    const { addItems, changeItem } = store.getState();
    addItems([buildItem('a', { state: 'reading' }), buildItem('b', { state: 'reading' })]);
    changeItem('b', () => ({ state: 'ready' }));
    changeItem('z', () => ({ state: 'fault' }));
    expect(store.getState().items.map(({ state }) => state)).toEqual(['reading', 'ready']);
  });

  it('lets a folder go with all its files, and with the last of them', () => {
    const inside = (key: string, folderKey: string) => buildItem(key, { folderKey });
    const { addItems, removeFolder, removeItems } = store.getState();
    addItems([inside('a', 'f'), inside('b', 'f'), inside('c', 'g')], [buildFolder('f'), buildFolder('g')]);
    removeFolder('f');
    expect(store.getState().items.map(({ key }) => key)).toEqual(['c']);
    removeItems(only('c'));
    expect(store.getState().folders).toEqual([]);
  });

  it('opens and closes one folder', () => {
    store.getState().addItems([], [buildFolder('f'), buildFolder('g')]);
    store.getState().toggleFolder('f');
    expect(store.getState().folders.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  });
});
