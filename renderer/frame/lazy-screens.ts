import { lazy } from 'react';
import { startChartThread } from '../charts/chart-thread.ts';

// Scripts of their own, so that the window opens without them.
const loadResults = () => import('../results/result-screen.tsx');
const loadTable = () => import('../table/table-screen.tsx');
const loadModels = () => import('../models/models-screen.tsx');
const loadLibrary = () => import('../library/library-screen.tsx');
const loadEditor = () => import('../library/sql-editor.tsx');

export const ResultScreen = lazy(async () => ({ default: (await loadResults()).ResultScreen }));
export const TableScreen = lazy(async () => ({ default: (await loadTable()).TableScreen }));
export const ModelsScreen = lazy(async () => ({ default: (await loadModels()).ModelsScreen }));
export const LibraryScreen = lazy(async () => ({ default: (await loadLibrary()).LibraryScreen }));

/** In the order in which they are likely to be wanted. */
const parts: readonly (() => unknown)[] = [
  loadTable,
  loadResults,
  startChartThread,
  loadModels,
  loadLibrary,
  loadEditor,
];

/** Reads what was left out one after another while the window has nothing to do. Answers what ends it. */
export function loadWhenIdle(): () => void {
  let waiting = 0;
  const next = async (place: number): Promise<void> => {
    const part = parts[place];
    if (!part) return;
    // What cannot be read is read again, and told of, when it is wanted.
    await Promise.resolve(part()).catch(() => undefined);
    waiting = requestIdleCallback(() => void next(place + 1));
  };
  waiting = requestIdleCallback(() => void next(0));
  return () => cancelIdleCallback(waiting);
}
