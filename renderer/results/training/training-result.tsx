import { Tabs } from '@mantine/core';
import {
  IconAdjustments,
  IconChartBar,
  IconChartLine,
  IconColumns3,
  IconGrid4x4,
  IconHourglass,
  IconLayoutDashboard,
  IconScale,
  IconTable,
  IconTransform,
  IconTrendingUp,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { client } from '../../bridge/client.ts';
import { useFormats } from '../../locale/formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useTab } from '../../parts/use-tab.ts';
import { ImportTab } from '../import/import-tab.tsx';
import { PartFrame } from '../part-frame.tsx';
import { ResultHeader } from '../result-header.tsx';
import { type ResultTab, ResultTabList } from '../result-tab-list.tsx';
import results from '../results.module.css';
import { RowsTab } from '../rows-tab.tsx';
import { useResultPart } from '../use-result-part.ts';
import { CalibrationTab } from './calibration-tab.tsx';
import { CurvesTab } from './curves-tab.tsx';
import { DependenceTab } from './dependence-tab.tsx';
import { ErrorsTab } from './errors-tab.tsx';
import { FittingTab } from './fitting-tab.tsx';
import { GroupsTab } from './groups-tab.tsx';
import { ImportanceTab } from './importance-tab.tsx';
import { RolesTab } from './roles-tab.tsx';
import { SummaryTab } from './summary-tab.tsx';
import { TrainingActions } from './training-actions.tsx';

const icons = {
  summary: IconLayoutDashboard,
  errors: IconGrid4x4,
  curves: IconChartLine,
  calibration: IconScale,
  importance: IconChartBar,
  dependence: IconTrendingUp,
  groups: IconUsersGroup,
  columns: IconColumns3,
  fitting: IconAdjustments,
  rows: IconTable,
  import: IconTransform,
} as const;
type TabName = keyof typeof icons;

const loadReport = (jobId: string, signal: AbortSignal) => client.training.getTrainingReport({ jobId }, { signal });

/** The result of a training: how good the model is, where it errs, what it goes by. */
export function TrainingResult({ job }: { readonly job: Job }) {
  const { t } = useTranslation('training');
  const part = useResultPart<TrainingReport>(job, 'training-report', loadReport);
  return (
    <>
      <ResultHeader job={job} actions={<TrainingActions job={job} />} />
      {part.state === 'waiting' ? (
        <EmptyState icon={<IconHourglass size={24} stroke={1.5} />} title={t('waiting')} />
      ) : (
        <PartFrame part={part} name="overview">
          {(report) => <Made job={job} report={report} />}
        </PartFrame>
      )}
    </>
  );
}

/** The tabs that have something to show. */
function tabsOf(report: TrainingReport): readonly TabName[] {
  const has: Partial<Record<TabName, boolean>> = {
    errors: report.confusion !== null || report.residuals !== null,
    curves: report.roc.length > 0,
    calibration: report.calibration !== null,
    importance: report.importance.length > 0,
    dependence: report.partialDependence.length > 0,
    groups: report.groups !== null,
  };
  return (Object.keys(icons) as TabName[]).filter((name) => has[name] ?? true);
}

function Made({ job, report }: { readonly job: Job; readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const { integer } = useFormats();
  const [tab, setTab] = useTab<TabName>('summary');
  const badges: Partial<Record<TabName, string>> = {
    columns: integer(report.columns.length),
    rows: integer(report.rows),
    ...(report.groups ? { groups: integer(report.groups.total) } : {}),
  };
  const titleOf = (name: TabName) => t(name === 'errors' && report.residuals ? 'tab.residuals' : `tab.${name}`);
  const tabs = tabsOf(report).map(
    (name): ResultTab<TabName> => ({ name, Icon: icons[name], title: titleOf(name), badge: badges[name] }),
  );
  const panels: Readonly<Record<TabName, () => React.ReactNode>> = {
    summary: () => <SummaryTab report={report} />,
    errors: () => <ErrorsTab report={report} />,
    curves: () => <CurvesTab report={report} />,
    calibration: () => <CalibrationTab report={report} />,
    importance: () => <ImportanceTab report={report} />,
    dependence: () => <DependenceTab report={report} />,
    groups: () => <GroupsTab report={report} />,
    columns: () => <RolesTab report={report} />,
    fitting: () => <FittingTab report={report} />,
    rows: () => <RowsTab job={job} kind="training-rows" />,
    import: () => <ImportTab job={job} />,
  };
  return (
    <Tabs
      className={results.tabs}
      value={tab}
      keepMounted={false}
      onChange={(name) => name && setTab(name as TabName)}
      data-testid="training-result"
    >
      <ResultTabList label={t('tab.label')} tabs={tabs} />
      {tabs.map(({ name }) => (
        <Tabs.Panel key={name} className={results.panel} value={name}>
          {panels[name]()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
