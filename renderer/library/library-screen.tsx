import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryTable, QueryableResult } from '../../contract/library/library.ts';
import { client } from '../bridge/client.ts';
import { PageHeader } from '../parts/page-header.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useStore } from '../store/store.ts';
import { Explore } from './explore.tsx';
import styles from './library-screen.module.css';
import { LibrarySidebar } from './library-sidebar.tsx';
import { wholeTableSql } from './sql-names.ts';
import { namedIn, sqlSchema } from './sql-schema.ts';
import { useKnownColumns } from './use-known-columns.ts';
import { useQuery } from './use-query.ts';

/** Imports and jobs end elsewhere while the screen is open. */
const everyMs = 5_000;
const listedResults = 100;
const listTables = (signal: AbortSignal) => client.library.listTables(undefined, { signal });

/** The tables that results were imported into, and SQL over them and over results. */
export function LibraryScreen() {
  const { t } = useTranslation('library');
  const [search, setSearch] = useState('');
  const [ended, setEnded] = useState(0);
  const setSql = useStore((state) => state.setSql);
  const tables = useAnswer(listTables, everyMs);
  const listResults = useCallback(
    (signal: AbortSignal) => client.library.listResults({ search, limit: listedResults }, { signal }),
    [search],
  );
  const results = useAnswer(listResults, everyMs);
  const query = useQuery(useCallback(() => setEnded((count) => count + 1), []));
  const { known, learn } = useKnownColumns();
  const shownResults = useUnchanged(results.answer?.results);
  const shownTables = useUnchanged(tables.answer?.tables);
  useLearnedNames(shownTables, shownResults, learn);
  const schema = useMemo(
    () => sqlSchema(shownTables ?? [], shownResults ?? [], known),
    [shownTables, shownResults, known],
  );
  const { run } = query;
  const show = useCallback(
    (from: string) => {
      const text = wholeTableSql(from);
      setSql(text);
      run(text);
    },
    [setSql, run],
  );
  const insert = useCallback(
    (name: string) => {
      const text = useStore.getState().sql;
      setSql(text === '' || /\s$/.test(text) ? text + name : `${text} ${name}`);
    },
    [setSql],
  );
  return (
    <div className={styles.screen} data-testid="library-screen">
      <div className={styles.header}>
        <PageHeader title={t('title')} subtitle={t('subtitle')} />
      </div>
      <div className={styles.columns}>
        <LibrarySidebar
          tables={tables}
          shownTables={shownTables ?? null}
          results={results}
          shownResults={shownResults ?? null}
          known={known}
          search={search}
          onSearch={setSearch}
          onLearn={learn}
          onShow={show}
          onInsert={insert}
        />
        <Explore schema={schema} query={query} turn={ended} onKept={tables.refresh} />
      </div>
    </div>
  );
}

/** Asks for the columns of what the query names, as soon as it does. Unseen by React: a key that is pressed draws nothing anew. */
function useLearnedNames(
  tables: readonly LibraryTable[] | undefined,
  results: readonly QueryableResult[] | undefined,
  learn: ReturnType<typeof useKnownColumns>['learn'],
): void {
  useEffect(() => {
    const learnNamed = ({ sql }: { readonly sql: string }) => {
      for (const entry of [...namedIn(sql, tables ?? []), ...namedIn(sql, results ?? [])]) learn(entry);
    };
    learnNamed(useStore.getState());
    return useStore.subscribe((state, before) => state.sql !== before.sql && learnNamed(state));
  }, [tables, results, learn]);
}

/** The earlier value while a later one says the same: what is asked for again and again is mostly as it was. */
function useUnchanged<T>(value: T): T {
  const last = useRef({ value, text: '' });
  return useMemo(() => {
    const text = JSON.stringify(value) ?? '';
    if (text !== last.current.text) last.current = { value, text };
    return last.current.value;
  }, [value]);
}
