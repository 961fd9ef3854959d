import { Checkbox, Select } from '@mantine/core';
import { IconCircleCheck, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport, TableImport } from '../../../contract/import-report.ts';
import type { Job } from '../../../contract/jobs.ts';
import { client } from '../../bridge/client.ts';
import { useFormats } from '../../locale/formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { PartFrame } from '../part-frame.tsx';
import { useResultPart } from '../use-result-part.ts';
import styles from './import.module.css';
import { ImportedColumnCard } from './imported-column-card.tsx';
import { shownColumns } from './shown-columns.ts';
import { TableFacts } from './table-facts.tsx';

const loadReport = (jobId: string, signal: AbortSignal) => client.results.getImportReport({ jobId }, { signal });

/** What was done to the cells of the table on the way in, column by column, and how to have it undone. */
export function ImportTab({ job }: { readonly job: Job }) {
  const part = useResultPart(job, 'import-report', loadReport);
  return (
    <div className={styles.tab}>
      <PartFrame part={part} name="import">
        {(report) => <Reports job={job} report={report} />}
      </PartFrame>
    </div>
  );
}

/** A job may have several files; each has a report of its own. */
function Reports({ job, report }: { readonly job: Job; readonly report: ImportReport }) {
  const { t } = useTranslation('import');
  const [place, setPlace] = useState(0);
  const all: readonly TableImport[] = [report, ...(report.otherFiles ?? [])];
  const shown = all[place] ?? report;
  const picker =
    all.length > 1 ? (
      <Select
        className={styles.file}
        label={t('tab.file')}
        allowDeselect={false}
        value={String(place)}
        onChange={(value) => setPlace(Number(value ?? 0))}
        data={all.map(({ fileName, sheet }, at) => ({ value: String(at), label: `${fileName} · ${sheet}` }))}
        data-testid="import-file"
      />
    ) : null;
  // Only the job's own file can be read otherwise.
  return <Report key={place} job={place === 0 ? job : null} report={shown} picker={picker} />;
}

interface ReportProps {
  readonly job: Job | null;
  readonly report: TableImport;
  readonly picker: ReactNode;
}

function Report({ job, picker, report }: ReportProps) {
  const { t } = useTranslation('import');
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const [isOnlyChanged, setOnlyChanged] = useState(true);
  const { columns, hidden } = shownColumns(report, search, isOnlyChanged);
  const changedColumns = report.columns.filter(({ changes }) => changes.length > 0).length;
  const isUntouched = isOnlyChanged && search === '' && columns.length === 0;
  return (
    <div className={styles.scroller} data-testid="import-report">
      <div className={styles.content}>
        {picker}
        <p className={styles.summary}>
          {t('tab.changed', { count: report.changedCells })}
          {changedColumns > 0 && ` ${t('tab.inColumns', { count: changedColumns })}`}
        </p>
        <TableFacts report={report} />
        <div className={styles.bar}>
          <SearchInput
            className={styles.search}
            value={search}
            onSearch={setSearch}
            label={t('tab.search')}
            data-testid="import-search"
          />
          <Checkbox
            size="sm"
            label={t('tab.onlyChanged')}
            checked={isOnlyChanged}
            onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
            data-testid="only-changed"
          />
        </div>
        {isUntouched ? (
          <EmptyState
            icon={<IconCircleCheck size={24} stroke={1.5} />}
            title={t('tab.nothingTitle')}
            text={t('tab.nothingText')}
          />
        ) : columns.length === 0 ? (
          <EmptyState icon={<IconSearch size={24} stroke={1.5} />} title={t('tab.none')} />
        ) : (
          columns.map((column) => <ImportedColumnCard key={column.index} job={job} report={report} column={column} />)
        )}
        {hidden > 0 && (
          <p className={styles.more}>
            {t('tab.moreColumns', { count: hidden, shown: formats.integer(columns.length) })}
          </p>
        )}
      </div>
    </div>
  );
}
