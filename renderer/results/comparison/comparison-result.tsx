import { Tabs } from '@mantine/core';
import { IconColumns3, IconHourglass, IconLayoutDashboard, IconTable } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../contract/comparison.ts';
import type { Job } from '../../../contract/jobs.ts';
import { client } from '../../bridge/client.ts';
import { useFormats } from '../../locale/formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useTab } from '../../parts/use-tab.ts';
import { PartFrame } from '../part-frame.tsx';
import { ResultHeader } from '../result-header.tsx';
import { ResultTabList } from '../result-tab-list.tsx';
import results from '../results.module.css';
import { useResultPart } from '../use-result-part.ts';
import { ChangedRowsTab } from './changed-rows-tab.tsx';
import { ComparedColumnsTab } from './compared-columns-tab.tsx';
import { ComparisonOverview } from './comparison-overview.tsx';

const tabs = [
  { name: 'overview', Icon: IconLayoutDashboard },
  { name: 'columns', Icon: IconColumns3 },
  { name: 'rows', Icon: IconTable },
] as const;
type TabName = (typeof tabs)[number]['name'];

const loadComparison = (jobId: string, signal: AbortSignal) => client.comparisons.getComparison({ jobId }, { signal });

/** The result of a comparison: what changed at a glance, column by column, row by row. */
export function ComparisonResult({ job }: { readonly job: Job }) {
  const { t } = useTranslation('comparison');
  const part = useResultPart<Comparison>(job, 'comparison', loadComparison);
  return (
    <>
      <ResultHeader job={job} />
      {part.state === 'waiting' ? (
        <EmptyState icon={<IconHourglass size={24} stroke={1.5} />} title={t('waiting')} />
      ) : (
        <PartFrame part={part} name="overview">
          {(comparison) => <Made job={job} comparison={comparison} />}
        </PartFrame>
      )}
    </>
  );
}

function Made({ job, comparison }: { readonly job: Job; readonly comparison: Comparison }) {
  const { t } = useTranslation('comparison');
  const formats = useFormats();
  const [tab, setTab] = useTab<TabName>('overview');
  const [column, setColumn] = useState<string | null>(null);
  const showColumn = useCallback(
    (name: string) => {
      setColumn(name);
      setTab('columns');
    },
    [setTab],
  );
  const { added, changed, removed } = comparison.rows;
  const badges: Partial<Record<TabName, string>> = {
    columns: formats.integer(comparison.comparedColumns),
    rows: formats.integer(added + changed + removed),
  };
  const shownTabs = tabs.map((one) => ({ ...one, title: t(`tab.${one.name}`), badge: badges[one.name] }));
  return (
    <Tabs
      className={results.tabs}
      value={tab}
      keepMounted={false}
      onChange={(name) => {
        if (name) setTab(name as TabName);
        setColumn(null);
      }}
    >
      <ResultTabList label={t('tab.label')} tabs={shownTabs} />
      <Tabs.Panel className={results.panel} value="overview">
        <ComparisonOverview comparison={comparison} onShowColumn={showColumn} />
      </Tabs.Panel>
      <Tabs.Panel className={results.panel} value="columns">
        <ComparedColumnsTab job={job} comparison={comparison} wanted={column} />
      </Tabs.Panel>
      <Tabs.Panel className={results.panel} value="rows">
        <ChangedRowsTab job={job} comparison={comparison} />
      </Tabs.Panel>
    </Tabs>
  );
}
