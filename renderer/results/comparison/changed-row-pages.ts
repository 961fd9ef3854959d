import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ChangeKind } from '../../../contract/comparison.ts';
import type { FaultData } from '../../../contract/faults.ts';
import { type TableViewInput, wholeTable } from '../../../contract/table-view.ts';
import type { TableCell, TableSource } from '../../../contract/tables.ts';
import { callFault, client, isAborted } from '../../bridge/client.ts';

type Row = readonly TableCell[];

const pageRows = 100;
/** Pages that are kept; beyond, those seen longest ago are forgotten. */
const keptPages = 50;

export interface ChangedRowPages {
  /** Rows of the kind; null before the first page is there. */
  readonly total: number | null;
  readonly fault: FaultData | null;
  /** A row by its place; null while it is on its way. Cells in the order of `columns`. */
  readonly row: (place: number) => Row | null;
  /** Told which rows are on screen. */
  readonly onShown: (first: number, last: number) => void;
}

/** The rows that differ, of one kind or of all, page by page as they are scrolled to. */
export function useChangedRowPages(
  jobId: string,
  columns: readonly number[],
  kind: ChangeKind | null,
  kindColumn: number,
): ChangedRowPages {
  const [total, setTotal] = useState<number | null>(null);
  const [fault, setFault] = useState<FaultData | null>(null);
  const [, redraw] = useState(0);
  const pages = useRef(new Map<number, readonly Row[] | null>());
  const stop = useRef<AbortController | null>(null);
  const view = useMemo(
    (): TableViewInput =>
      kind === null ? wholeTable : { filters: [{ kind: 'oneOf', column: kindColumn, values: [kind] }] },
    [kind, kindColumn],
  );

  const load = useCallback(
    async (page: number) => {
      const { current } = stop;
      if (!current || pages.current.has(page)) return;
      pages.current.set(page, null);
      const source: TableSource = { kind: 'result', jobId, artifact: 'comparison-rows' };
      const asked = { source, view, columns: [...columns], offset: page * pageRows, limit: pageRows };
      try {
        const answer = await client.tables.pageTable(asked, { signal: current.signal });
        if (current.signal.aborted) return;
        pages.current.set(page, answer.rows);
        for (const [oldest] of pages.current) {
          if (pages.current.size <= keptPages) break;
          pages.current.delete(oldest);
        }
        setTotal(answer.totalRows);
        redraw((count) => count + 1);
      } catch (error) {
        pages.current.delete(page);
        if (!current.signal.aborted && !isAborted(error)) setFault(callFault(error));
      }
    },
    [jobId, view, columns],
  );

  useEffect(() => {
    stop.current = new AbortController();
    pages.current = new Map();
    setTotal(null);
    setFault(null);
    void load(0);
    return () => stop.current?.abort();
  }, [load]);

  const onShown = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / pageRows); page <= Math.floor(last / pageRows); page++) void load(page);
    },
    [load],
  );
  const row = (place: number) => pages.current.get(Math.floor(place / pageRows))?.[place % pageRows] ?? null;
  return { total, fault, row, onShown };
}
