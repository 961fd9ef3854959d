import { startTransition, useEffect, useState, useSyncExternalStore } from 'react';
import type { TableSource } from '../../../contract/tables.ts';
import { openingSnapshot, TableModel, type TableSnapshot } from './table-model.ts';
import { tableRequests } from './table-requests.ts';

const none = () => () => undefined;

/** The table behind `source`, opened for as long as it is on screen; null for a moment at first. */
export function useTableModel(source: TableSource): { model: TableModel; snapshot: TableSnapshot } | null {
  const [model, setModel] = useState<TableModel | null>(null);
  const key = JSON.stringify(source);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key tells whether it is another table.
  useEffect(() => {
    const next = new TableModel(tableRequests(source));
    setModel(next);
    void next.open();
    return () => next.close();
  }, [key]);
  const snapshot = useSyncExternalStore(model?.subscribe ?? none, () => model?.snapshot() ?? null);
  // The first rows, and all that stands around them, are drawn in slices; what comes later is little and comes at once.
  const [begun, setBegun] = useState<TableModel | null>(null);
  const isOpened = snapshot !== null && snapshot.state !== 'opening';
  useEffect(() => {
    if (isOpened) startTransition(() => setBegun(model));
  }, [isOpened, model]);
  return model && snapshot ? { model, snapshot: begun === model ? snapshot : openingSnapshot } : null;
}
