import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LibraryTable, QueryableResult } from '../../contract/library/library.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { SearchInput } from '../parts/search-input.tsx';
import type { Answer } from '../parts/use-answer.ts';
import { useGrowingList } from '../parts/use-growing-list.ts';
import styles from './library-sidebar.module.css';
import { ResultEntry } from './result-entry.tsx';
import { TableEntry } from './table-entry.tsx';
import { columnsKey, type KnownColumns } from './use-known-columns.ts';

/** A few milliseconds' work. */
const drawnAtOnce = 20;

interface LibrarySidebarProps {
  readonly tables: Answer<{ tables: LibraryTable[] }>;
  /** The same ones as long as they do not change; null: not known yet. */
  readonly shownTables: readonly LibraryTable[] | null;
  readonly results: Answer<{ results: QueryableResult[]; hasMore: boolean }>;
  readonly shownResults: readonly QueryableResult[] | null;
  readonly known: KnownColumns;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** The columns of one are wanted. */
  readonly onLearn: (entry: LibraryTable | QueryableResult) => void;
  /** All rows of what SQL calls so are wanted. */
  readonly onShow: (from: string) => void;
  readonly onInsert: (name: string) => void;
}

/** What can be asked about: library tables, then results. */
export function LibrarySidebar(props: LibrarySidebarProps) {
  const { tables, shownTables, results, shownResults, known, search, onSearch, onLearn, onShow, onInsert } = props;
  const { t } = useTranslation('library');
  const wanted = search.trim().toLowerCase();
  const shown = shownTables?.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? null;
  const found = shownResults;
  const drawn = useGrowingList<HTMLLIElement>(shown?.length ?? 0, drawnAtOnce);
  return (
    <aside className={styles.sidebar} aria-label={t('tables')}>
      <SearchInput label={t('search')} value={search} onSearch={onSearch} data-testid="library-search" />
      <div className={styles.lists}>
        <h2 className={styles.listTitle}>{t('tables')}</h2>
        {tables.fault && <FaultNotice fault={tables.fault} />}
        {shown === null && !tables.fault && <Loader size="xs" type="dots" />}
        {shown?.length === 0 && (
          <p className={styles.quiet}>{wanted === '' ? t('noTables') : t('nothingFound', { search })}</p>
        )}
        <ul className={styles.entries} data-testid="library-tables">
          {shown?.slice(0, drawn.count).map((table) => (
            <TableEntry
              key={table.id}
              table={table}
              columns={known[columnsKey(table)] ?? null}
              onLearn={onLearn}
              onShow={onShow}
              onInsert={onInsert}
              onChanged={tables.refresh}
            />
          ))}
          {!drawn.isWhole && <li ref={drawn.mark} aria-hidden />}
        </ul>
        <h2 className={styles.listTitle}>{t('results')}</h2>
        {results.fault && <FaultNotice fault={results.fault} />}
        {found?.length === 0 && (
          <p className={styles.quiet}>{wanted === '' ? t('noResults') : t('nothingFound', { search })}</p>
        )}
        <ul className={styles.entries} data-testid="library-results">
          {found?.map((result) => (
            <ResultEntry
              key={result.jobId}
              result={result}
              columns={known[columnsKey(result)] ?? null}
              onLearn={onLearn}
              onShow={onShow}
              onInsert={onInsert}
            />
          ))}
        </ul>
        {results.answer?.hasMore && <p className={styles.quiet}>{t('moreResults')}</p>}
      </div>
    </aside>
  );
}
