import { Tabs } from '@mantine/core';
import { IconChartDots3, IconColumns3, IconLayoutDashboard, IconTable, IconTransform } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../contract/jobs.ts';
import { useJob } from '../jobs/feed/use-job.ts';
import { useFormats } from '../locale/formats.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { useTab } from '../parts/use-tab.ts';
import type { ColumnFocus } from './columns/column-focus.ts';
import { ColumnsTab } from './columns/columns-tab.tsx';
import { ComparisonResult } from './comparison/comparison-result.tsx';
import { CorrelationsTab } from './correlations/correlations-tab.tsx';
import { ImportTab } from './import/import-tab.tsx';
import { OverviewTab } from './overview/overview-tab.tsx';
import { PredictionResult } from './prediction/prediction-result.tsx';
import { ResultHeader } from './result-header.tsx';
import { ResultTabList } from './result-tab-list.tsx';
import styles from './results.module.css';
import { RowsTab } from './rows-tab.tsx';
import { TrainingResult } from './training/training-result.tsx';

const tabs = [
  { name: 'overview', Icon: IconLayoutDashboard },
  { name: 'columns', Icon: IconColumns3 },
  { name: 'correlations', Icon: IconChartDots3 },
  { name: 'rows', Icon: IconTable },
  { name: 'import', Icon: IconTransform },
] as const;
type TabName = (typeof tabs)[number]['name'];

/** The result of a job; its parts appear as the job makes them. */
export function ResultScreen({ jobId }: { readonly jobId: string }) {
  const { job, fault } = useJob(jobId);
  return (
    <div className={styles.screen} data-testid="result-screen" aria-busy={!job && !fault}>
      {job && <ResultOf job={job} />}
      {!job && fault && (
        <div className={styles.padded}>
          <FaultNotice fault={fault} />
        </div>
      )}
    </div>
  );
}

/** The screen of each kind of result. */
function ResultOf({ job }: { readonly job: Job }) {
  switch (job.recipe) {
    case 'compare':
      return <ComparisonResult job={job} />;
    case 'train':
      return <TrainingResult job={job} />;
    case 'predict':
      return <PredictionResult job={job} />;
    default:
      return <Result job={job} />;
  }
}

function Result({ job }: { readonly job: Job }) {
  const { t } = useTranslation('results');
  const formats = useFormats();
  const [tab, setTab] = useTab<TabName>('overview');
  const [focus, setFocus] = useState<ColumnFocus | null>(null);
  const showColumn = useCallback(
    (column: number) => {
      setFocus({ column });
      setTab('columns');
    },
    [setTab],
  );
  const badges: Partial<Record<TabName, string>> = {
    ...(job.columns === null ? {} : { columns: formats.integer(job.columns) }),
    ...(job.rows === null ? {} : { rows: formats.integer(job.rows) }),
  };
  const shownTabs = tabs.map((one) => ({ ...one, title: t(`tab.${one.name}`), badge: badges[one.name] }));
  return (
    <>
      <ResultHeader job={job} />
      <Tabs
        className={styles.tabs}
        value={tab}
        onChange={(name) => {
          if (name) setTab(name as TabName);
          // Opened by hand, the list of columns begins at its beginning.
          setFocus(null);
        }}
        keepMounted={false}
        variant="default"
      >
        <ResultTabList label={t('tab.label')} tabs={shownTabs} />
        <Tabs.Panel className={styles.panel} value="overview">
          <OverviewTab job={job} onShowColumn={showColumn} />
        </Tabs.Panel>
        <Tabs.Panel className={styles.panel} value="columns">
          <ColumnsTab job={job} focus={focus} />
        </Tabs.Panel>
        <Tabs.Panel className={styles.panel} value="correlations">
          <CorrelationsTab job={job} onShowColumn={showColumn} />
        </Tabs.Panel>
        <Tabs.Panel className={styles.panel} value="rows">
          <RowsTab job={job} />
        </Tabs.Panel>
        <Tabs.Panel className={styles.panel} value="import">
          <ImportTab job={job} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
