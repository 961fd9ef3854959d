import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconColumns3 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ColumnType, columnTypes } from '../../../contract/files.ts';
import type { Job } from '../../../contract/jobs.ts';
import { client } from '../../bridge/client.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { notifyFailure } from '../../parts/notify.ts';
import { SearchInput } from '../../parts/search-input.tsx';
import { PartFrame } from '../part-frame.tsx';
import type { ColumnFocus } from './column-focus.ts';
import { ColumnList } from './column-list.tsx';
import styles from './columns.module.css';
import { locateColumn } from './locate-column.ts';
import { useColumnPages } from './use-column-pages.ts';

interface ColumnsTabProps {
  readonly job: Job;
  /** A column to bring into sight, opened. */
  readonly focus: ColumnFocus | null;
}

/** Where a column asked for stands in the unfiltered list. */
interface Target {
  readonly place: number;
  readonly column: number;
}

/** Every column of the table as a card that opens. */
export function ColumnsTab({ job, focus }: ColumnsTabProps) {
  const { t } = useTranslation(['results', 'app']);
  const [search, setSearch] = useState('');
  const [type, setType] = useState<ColumnType | null>(null);
  const [settledSearch] = useDebouncedValue(search, 180);
  const part = useColumnPages(job, { search: settledSearch.trim(), type });
  const widen = () => {
    setSearch('');
    setType(null);
  };
  const target = useTarget(job.id, focus, widen);
  const total = part.state === 'ready' ? part.value.total : null;
  const isNarrowed = settledSearch.trim() !== '' || type !== null;
  const types = columnTypes.map((one) => ({ value: one, label: t(`app:type.${one}`) }));
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <SearchInput
          className={styles.search}
          value={search}
          onSearch={setSearch}
          label={t('columns.search')}
          data-testid="column-search"
        />
        <Select
          className={styles.typePick}
          data={types}
          value={type}
          onChange={(value) => setType(value as ColumnType | null)}
          placeholder={t('columns.all')}
          aria-label={t('columns.type')}
          clearable
          checkIconPosition="right"
        />
        <span className={styles.total} aria-live="polite">
          {total !== null && t('columns.count', { count: total })}
        </span>
      </div>
      <PartFrame part={part} name="columns">
        {(list) =>
          list.total === 0 ? (
            <NoneShown onWiden={isNarrowed ? widen : null} />
          ) : (
            <ColumnList pages={list} target={isNarrowed ? null : target} />
          )
        }
      </PartFrame>
    </div>
  );
}

function NoneShown({ onWiden }: { readonly onWiden: (() => void) | null }) {
  const { t } = useTranslation(['results', 'app']);
  return (
    <EmptyState
      icon={<IconColumns3 size={24} stroke={1.5} />}
      title={t('columns.noneShown')}
      {...(onWiden && {
        text: t('columns.noneShownText'),
        action: (
          <Button variant="default" onClick={onWiden}>
            {t('columns.all')}
          </Button>
        ),
      })}
    />
  );
}

/** The place of the column in focus, once it is known; the list is widened first so that the column is in it. */
function useTarget(jobId: string, focus: ColumnFocus | null, widen: () => void): Target | null {
  const [target, setTarget] = useState<Target | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new focus alone moves the list.
  useEffect(() => {
    if (!focus) return;
    widen();
    const stop = new AbortController();
    const window = (offset: number, limit: number) =>
      client.results.listColumns({ jobId, search: '', offset, limit }, { signal: stop.signal });
    locateColumn(focus.column, window).then(
      (place) => place !== null && !stop.signal.aborted && setTarget({ place, column: focus.column }),
      (error: unknown) => !stop.signal.aborted && notifyFailure(error),
    );
    return () => stop.abort();
  }, [jobId, focus]);
  return target;
}
