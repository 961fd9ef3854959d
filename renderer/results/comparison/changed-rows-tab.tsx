import { IconEqual } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChangeKind, type Comparison, changeKinds } from '../../../contract/comparison.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { TableSource } from '../../../contract/tables.ts';
import { useFormats } from '../../locale/formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Segments } from '../../parts/segments.tsx';
import { TableView } from '../../table/table-view.tsx';
import columnStyles from '../columns/columns.module.css';
import { ChangedRows } from './changed-rows.tsx';
import styles from './comparison.module.css';

interface ChangedRowsTabProps {
  readonly job: Job;
  readonly comparison: Comparison;
}

/** Every row that differs: with its changes side by side, or as a table to sort, filter and copy. */
export function ChangedRowsTab({ job, comparison }: ChangedRowsTabProps) {
  const { t } = useTranslation('comparison');
  const { integer } = useFormats();
  const [kind, setKind] = useState<ChangeKind | 'all'>('all');
  const [mode, setMode] = useState<'side' | 'table'>('side');
  const { rows } = comparison;
  const source = useMemo((): TableSource => ({ kind: 'result', jobId: job.id, artifact: 'comparison-rows' }), [job.id]);
  const total = rows.added + rows.changed + rows.removed;
  if (total === 0) {
    return (
      <EmptyState icon={<IconEqual size={24} stroke={1.5} />} title={t('nothing.title')} text={t('rows.noneText')} />
    );
  }
  const counts = { all: total, ...rows };
  return (
    <div className={columnStyles.tab}>
      <div className={styles.rowsBar}>
        <Segments
          size="xs"
          label={t('rows.mode')}
          value={mode}
          onChange={setMode}
          choices={[
            { value: 'side', label: t('rows.side') },
            { value: 'table', label: t('rows.table') },
          ]}
          testId="changes-mode"
        />
        {mode === 'side' && (
          <Segments
            size="xs"
            label={t('rows.kind')}
            value={kind}
            onChange={setKind}
            choices={(['all', ...changeKinds] as const).map((one) => ({
              value: one,
              label: `${t(`rows.${one}`)} ${integer(counts[one])}`,
            }))}
            testId="changes-kind"
          />
        )}
      </div>
      <div className={styles.rowsBody}>
        {mode === 'table' ? (
          <TableView source={source} label={t('rows.label')} />
        ) : (
          <ChangedRows key={kind} job={job} comparison={comparison} kind={kind === 'all' ? null : kind} />
        )}
      </div>
    </div>
  );
}
