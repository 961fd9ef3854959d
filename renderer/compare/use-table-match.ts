import { useCallback, useEffect, useMemo } from 'react';
import type { TableMatch } from '../../contract/comparisons.ts';
import type { FaultData } from '../../contract/faults.ts';
import { readingSchema } from '../../contract/reading.ts';
import type { TableSource } from '../../contract/tables.ts';
import { client } from '../bridge/client.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { firstTableOf } from '../start/submission.ts';
import type { ChosenItem } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import type { ComparedItems } from './compared-items.ts';

export interface MatchState {
  /** null: on its way, or not to be had. */
  readonly match: TableMatch | null;
  /** That of the choice before, while the one for this is on its way. */
  readonly last: TableMatch | null;
  readonly fault: FaultData | null;
}

/** How the two tables fit together by what was chosen; both are read to their ends for it. */
export function useTableMatch(items: ComparedItems): MatchState {
  const { ignored, key } = useStore((state) => state.compareDraft.options);
  const change = useStore((state) => state.changeComparison);
  const earlier = useMemo(() => sourceOf(items.earlier), [items.earlier]);
  const later = useMemo(() => sourceOf(items.later), [items.later]);
  const tables = earlier && later ? JSON.stringify({ earlier, later }) : null;
  const asked = tables && JSON.stringify({ tables, ignored, key });
  const ask = useCallback(
    async (signal: AbortSignal) => {
      if (asked === null) return null;
      const wish = JSON.parse(asked);
      const input = { ...JSON.parse(wish.tables), options: { key: wish.key, ignored: wish.ignored } };
      return { asked, tables: wish.tables as string, match: await client.comparisons.matchTables(input, { signal }) };
    },
    [asked],
  );
  const { answer, fault } = useAnswer(ask);
  const isRefused = fault !== null;
  useEffect(() => change({ isRefused }), [isRefused, change]);
  const last = answer !== null && answer.tables === tables ? answer.match : null;
  return { match: fault || answer?.asked !== asked ? null : last, last, fault };
}

/** The table of a file that is compared, as the person wants it read; null while there is none. */
function sourceOf(item: ChosenItem | null): TableSource | null {
  if (item?.state !== 'ready') return null;
  const table = firstTableOf(item);
  if (!table) return null;
  return { kind: 'input', ticket: table.ticket, reading: readingSchema.parse(table.tables?.[0] ?? {}) };
}
