import { Tabs } from '@mantine/core';
import {
  IconColumns3,
  IconHourglass,
  IconLayoutDashboard,
  IconSchool,
  IconTable,
  IconTransform,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import type { PredictionReport } from '../../../contract/predict/prediction-report.ts';
import { client } from '../../bridge/client.ts';
import { SaveExportButton } from '../../export/save-export-button.tsx';
import { ImportButton } from '../../library/import-button.tsx';
import { useFormats } from '../../locale/formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useTab } from '../../parts/use-tab.ts';
import { ImportTab } from '../import/import-tab.tsx';
import { PartFrame } from '../part-frame.tsx';
import { ResultHeader } from '../result-header.tsx';
import { type ResultTab, ResultTabList } from '../result-tab-list.tsx';
import results from '../results.module.css';
import { madePart, useResultPart } from '../use-result-part.ts';
import { DriftTab } from './drift-tab.tsx';
import { ModelTab } from './model-tab.tsx';
import { PredictedGroupsTab } from './predicted-groups-tab.tsx';
import { PredictedRowsTab } from './predicted-rows-tab.tsx';
import { PredictionSummaryTab } from './prediction-summary-tab.tsx';

const icons = {
  summary: IconLayoutDashboard,
  groups: IconUsersGroup,
  drift: IconColumns3,
  rows: IconTable,
  model: IconSchool,
  import: IconTransform,
} as const;
type TabName = keyof typeof icons;

const loadReport = (jobId: string, signal: AbortSignal) =>
  client.predictions.getPredictionReport({ jobId }, { signal });

/** The result of a prediction: what was foretold, by group and row by row, and how far it can be trusted. */
export function PredictionResult({ job }: { readonly job: Job }) {
  const { t } = useTranslation('prediction');
  const part = useResultPart<PredictionReport>(job, 'prediction-report', loadReport);
  return (
    <>
      <ResultHeader
        job={job}
        actions={
          <>
            {madePart(job, 'predictions') !== null && (
              <ImportButton
                jobId={job.id}
                kind="predictions"
                fileName={job.fileName}
                groupBy={part.state === 'ready' ? part.value.groupBy : null}
              />
            )}
            <SaveExportButton job={job} />
          </>
        }
      />
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

function Made({ job, report }: { readonly job: Job; readonly report: PredictionReport }) {
  const { t } = useTranslation('prediction');
  const { integer } = useFormats();
  const [tab, setTab] = useTab<TabName>('summary');
  const badges: Partial<Record<TabName, string>> = {
    rows: integer(report.rows),
    groups: integer(report.groupTotal),
    drift: integer(report.columns.length),
  };
  const names = (Object.keys(icons) as TabName[]).filter((name) => name !== 'groups' || report.groupBy !== null);
  const tabs = names.map(
    (name): ResultTab<TabName> => ({ name, Icon: icons[name], title: t(`tab.${name}`), badge: badges[name] }),
  );
  const panels: Readonly<Record<TabName, () => ReactNode>> = {
    summary: () => <PredictionSummaryTab report={report} onShow={setTab} />,
    groups: () => <PredictedGroupsTab report={report} />,
    drift: () => <DriftTab report={report} />,
    rows: () => <PredictedRowsTab job={job} report={report} />,
    model: () => <ModelTab modelId={report.modelId} />,
    import: () => <ImportTab job={job} />,
  };
  return (
    <Tabs
      className={results.tabs}
      value={tab}
      keepMounted={false}
      onChange={(name) => name && setTab(name as TabName)}
      data-testid="prediction-result"
    >
      <ResultTabList label={t('tab.label')} tabs={tabs} />
      {names.map((name) => (
        <Tabs.Panel key={name} className={results.panel} value={name}>
          {panels[name]()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
