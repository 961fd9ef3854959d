import { Button, Select } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedColumn, Comparison } from '../../../contract/comparison.ts';
import type { ComparedColumnOrder } from '../../../contract/comparisons.ts';
import type { Job } from '../../../contract/jobs.ts';
import { client } from '../../bridge/client.ts';
import { useFormats } from '../../locale/formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import columnStyles from '../columns/columns.module.css';
import { ComparedColumnDetail } from './compared-column-detail.tsx';
import styles from './comparison.module.css';
import { DriftMark } from './drift-mark.tsx';

interface ComparedColumnsTabProps {
  readonly job: Job;
  readonly comparison: Comparison;
  /** The column that is to be shown, by its name. */
  readonly wanted: string | null;
}

const pageColumns = 200;

/** Every compared column with its figures; the one that is picked in full beside the list. */
export function ComparedColumnsTab({ job, comparison, wanted }: ComparedColumnsTabProps) {
  const { t } = useTranslation('comparison');
  const { integer } = useFormats();
  const [search, setSearch] = useState(wanted ?? '');
  const [order, setOrder] = useState<ComparedColumnOrder>('drift');
  const [limit, setLimit] = useState(pageColumns);
  const [picked, setPicked] = useState<string | null>(wanted);
  const ask = useCallback(
    (signal: AbortSignal) =>
      client.comparisons.listComparedColumns(
        { jobId: job.id, search, order, offset: 0, limit: Math.min(500, limit) },
        { signal },
      ),
    [job.id, search, order, limit],
  );
  const { answer, fault } = useAnswer(ask);
  // Another search begins with its first page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is searched for decides.
  useEffect(() => setLimit(pageColumns), [search, order]);
  const columns = answer?.columns ?? [];
  const shown = columns.find(({ name }) => name === picked) ?? columns[0] ?? null;
  return (
    <div className={columnStyles.tab}>
      <div className={columnStyles.bar}>
        <SearchInput className={columnStyles.search} label={t('columns.search')} value={search} onSearch={setSearch} />
        <Select
          className={styles.order}
          aria-label={t('columns.order')}
          allowDeselect={false}
          value={order}
          onChange={(value) => value && setOrder(value as ComparedColumnOrder)}
          data={[
            { value: 'drift', label: t('columns.byDrift') },
            { value: 'changes', label: t('columns.byChanges') },
            { value: 'sheet', label: t('columns.sheet') },
          ]}
          data-testid="compared-order"
        />
        {answer && (
          <span className={columnStyles.total}>
            {t('columns.total', { shown: integer(answer.total), total: integer(comparison.comparedColumns) })}
          </span>
        )}
      </div>
      {fault && <FaultNotice fault={fault} />}
      {answer && columns.length === 0 && <EmptyState title={t('columns.none')} />}
      {shown && (
        <div className={styles.columnsBody}>
          <div className={styles.columnList}>
            <ColumnLines columns={columns} shown={shown} onPick={setPicked} />
            {answer && answer.total > columns.length && limit < 500 && (
              <Button variant="subtle" size="xs" onClick={() => setLimit(500)}>
                {t('columns.more')}
              </Button>
            )}
          </div>
          <div className={styles.columnDetail}>
            <ComparedColumnDetail key={shown.name} column={shown} comparison={comparison} />
          </div>
        </div>
      )}
    </div>
  );
}

interface ColumnLinesProps {
  readonly columns: readonly ComparedColumn[];
  readonly shown: ComparedColumn;
  readonly onPick: (name: string) => void;
}

function ColumnLines({ columns, shown, onPick }: ColumnLinesProps) {
  const { t } = useTranslation('comparison');
  const { integer } = useFormats();
  return (
    <ul aria-label={t('columns.list')} data-testid="compared-columns">
      <li className={styles.columnHead} aria-hidden>
        <span>{t('columns.name')}</span>
        <span>{t('columns.psi')}</span>
        <span>{t('columns.ks')}</span>
        <span>{t('columns.changed')}</span>
      </li>
      {columns.map((column) => {
        const { changedRows, drift, ks, name, psi, type } = column;
        return (
          <li key={name}>
            <button
              type="button"
              className={styles.columnLine}
              aria-current={name === shown.name || undefined}
              onClick={() => onPick(name)}
            >
              <span className={styles.lineName}>
                <TypeMark type={type} />
                <span className="ellipsis" title={name}>
                  {name}
                </span>
                <DriftMark drift={drift} />
              </span>
              <span>{psi === null ? '–' : psi.toFixed(3)}</span>
              <span>{ks === null ? '–' : ks.statistic.toFixed(3)}</span>
              <span>{changedRows === null ? '–' : integer(changedRows)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
