import { useCallback, useRef, useState } from 'react';
import type { LibraryTable, QueryableResult } from '../../contract/library/library.ts';
import type { TableColumn } from '../../contract/tables.ts';
import { client } from '../bridge/client.ts';

/** Columns of tables and results, as far as they are known, by `columnsKey`. */
export type KnownColumns = Readonly<Record<string, readonly TableColumn[]>>;

/** Another one whenever a table has other columns. */
export function columnsKey(entry: LibraryTable | QueryableResult): string {
  return 'jobId' in entry ? entry.name : `${entry.id} ${entry.changedAtMs}`;
}

function askFor(entry: LibraryTable | QueryableResult): Promise<{ columns: readonly TableColumn[] }> {
  if (!('jobId' in entry)) return client.library.listTableColumns({ id: entry.id });
  return client.tables.openTable({ source: { kind: 'result', jobId: entry.jobId, artifact: entry.artifact } });
}

/** Asks for columns when somebody looks at a table or writes its name, and keeps them while the screen is open. */
export function useKnownColumns(): { known: KnownColumns; learn: (entry: LibraryTable | QueryableResult) => void } {
  const [known, setKnown] = useState<KnownColumns>({});
  const asked = useRef(new Set<string>());
  const learn = useCallback((entry: LibraryTable | QueryableResult) => {
    const key = columnsKey(entry);
    if (asked.current.has(key)) return;
    asked.current.add(key);
    askFor(entry).then(
      ({ columns }) => setKnown((last) => ({ ...last, [key]: columns })),
      // What was removed meanwhile has no columns to propose.
      () => asked.current.delete(key),
    );
  }, []);
  return { known, learn };
}
