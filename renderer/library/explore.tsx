import type { SQLNamespace } from '@codemirror/lang-sql';
import { Button, Group, Loader, Tooltip } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import type { QueryOutcome } from '../store/library-slice.ts';
import { useStore } from '../store/store.ts';
import styles from './explore.module.css';
import { QueryHistory } from './query-history.tsx';
import { QueryRows } from './query-rows.tsx';
import editor from './sql-editor.module.css';
import type { useQuery } from './use-query.ts';

// A script of its own: the screen is there before it.
const SqlEditor = lazy(async () => ({ default: (await import('./sql-editor.tsx')).SqlEditor }));

interface ExploreProps {
  readonly schema: SQLNamespace;
  readonly query: ReturnType<typeof useQuery>;
  /** Rises with each query that has ended. */
  readonly turn: number;
  /** Rows were kept as a library table. */
  readonly onKept: () => void;
}

/** A query and what it found. */
export function Explore({ schema, query, turn, onKept }: ExploreProps) {
  const { t } = useTranslation('library');
  // Not the text itself: a key that is pressed draws the editor anew, and nothing else.
  const isBlank = useStore((state) => state.sql.trim() === '');
  const setSql = useStore((state) => state.setSql);
  const outcome = useStore((state) => state.queryOutcome);
  const { run } = query;
  const runWritten = useCallback(() => run(useStore.getState().sql), [run]);
  return (
    <section className={styles.explore} aria-label={t('query.label')}>
      <WrittenQuery schema={schema} outcome={outcome} onRun={runWritten} />
      <Group gap="xs" className={styles.tools}>
        {query.isRunning ? (
          <Button
            color="red"
            variant="light"
            leftSection={<IconPlayerStop size={16} />}
            onClick={query.stop}
            data-testid="sql-stop"
          >
            {t('query.stop')}
          </Button>
        ) : (
          <Tooltip label={t('query.runHint')}>
            <Button
              leftSection={<IconPlayerPlay size={16} />}
              disabled={isBlank}
              onClick={runWritten}
              data-testid="sql-run"
            >
              {t('query.run')}
            </Button>
          </Tooltip>
        )}
        <QueryHistory turn={turn} onPick={setSql} />
        {query.isRunning && (
          <span className={styles.running} role="status">
            <Loader size="xs" type="dots" /> {t('query.running')}
          </span>
        )}
      </Group>
      <div className={styles.outcome} aria-busy={query.isRunning} data-testid="sql-outcome">
        {outcome === null && <EmptyState title={t('query.emptyTitle')} text={t('query.emptyText')} />}
        {outcome?.state === 'fault' && (
          <div className={styles.padded}>
            <FaultNotice fault={outcome.fault} />
          </div>
        )}
        {outcome?.state === 'found' && (
          <QueryRows key={outcome.result.queryId} result={outcome.result} onKept={onKept} />
        )}
      </div>
    </section>
  );
}

interface WrittenQueryProps {
  readonly schema: SQLNamespace;
  readonly outcome: QueryOutcome | null;
  readonly onRun: () => void;
}

/** The text of the query, with a mark where its last run was wrong. */
function WrittenQuery({ schema, outcome, onRun }: WrittenQueryProps) {
  const { t } = useTranslation('library');
  const sql = useStore((state) => state.sql);
  const setSql = useStore((state) => state.setSql);
  const wrongAt = useMemo(() => {
    if (outcome?.state !== 'fault' || outcome.sql !== sql) return null;
    const { line, column } = outcome.fault.values;
    return typeof line === 'number' && typeof column === 'number' ? { line, column } : null;
  }, [outcome, sql]);
  return (
    <Suspense fallback={<div className={editor.editor} />}>
      <SqlEditor
        value={sql}
        label={t('query.label')}
        hint={t('query.hint')}
        schema={schema}
        wrongAt={wrongAt}
        onChange={setSql}
        onRun={onRun}
      />
    </Suspense>
  );
}
