import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconHistory, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../contract/jobs.ts';
import { client } from '../bridge/client.ts';
import { jobTitle } from '../jobs/words/job-title.ts';
import { useFormats } from '../locale/formats.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { JobStateBadge } from '../parts/job-state-badge.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { PageHeader } from '../parts/page-header.tsx';
import { SinceButton } from '../since/since-button.tsx';
import { useStore } from '../store/store.ts';
import { ExportMenu } from './export-menu.tsx';
import styles from './results.module.css';
import { isJobUnfinished } from './use-result-part.ts';

interface ResultHeaderProps {
  readonly job: Job;
  /** What can be done with this kind of result besides. */
  readonly actions?: ReactNode;
}

/** Whose result this is, when and how far it was made, and what can be done with it. */
export function ResultHeader({ job, actions: more }: ResultHeaderProps) {
  const { t } = useTranslation('results');
  const formats = useFormats();
  const goTo = useStore((state) => state.goTo);
  const openJob = useStore((state) => state.openJob);
  const back = (
    <Tooltip label={t('back')}>
      <ActionIcon size="lg" aria-label={t('back')} onClick={() => goTo('jobs')}>
        <IconArrowLeft size={18} />
      </ActionIcon>
    </Tooltip>
  );
  const when = formats.dateTime(job.finishedAtMs ?? job.startedAtMs ?? job.createdAtMs);
  const subtitle = (
    <span className={styles.subtitle}>
      <JobStateBadge state={job.state} />
      <span className="ellipsis">{[job.sheet, when].filter(Boolean).join(' · ')}</span>
    </span>
  );
  const actions = (
    <>
      <Button
        variant="default"
        leftSection={<IconHistory size={16} />}
        onClick={() => openJob(job.id)}
        title={t('history')}
        data-folds
        data-testid="open-history"
      >
        {t('history')}
      </Button>
      {!isJobUnfinished(job) && <RunAgain job={job} />}
      {job.recipe === 'profile' && <SinceButton job={job} />}
      {job.recipe !== 'predict' && <ExportMenu job={job} isQuiet={job.recipe === 'train'} />}
      {more}
    </>
  );
  return (
    <div className={styles.header}>
      <PageHeader before={back} title={jobTitle(job)} subtitle={subtitle} actions={actions} />
      {isJobUnfinished(job) && <WorkLine job={job} />}
      {job.state === 'dead' && job.fault && <FaultNotice fault={job.fault} />}
    </div>
  );
}

function RunAgain({ job }: { readonly job: Job }) {
  const { t } = useTranslation('results');
  const [isAsking, setAsking] = useState(false);
  const goTo = useStore((state) => state.goTo);
  const markFresh = useStore((state) => state.markFresh);
  const run = async () => {
    setAsking(true);
    try {
      const next = await client.jobs.rerunJob({ id: job.id });
      notifications.show({ message: t('runAgainStarted', { file: job.fileName }) });
      markFresh([next.id]);
      goTo('jobs');
    } catch (error) {
      notifyFailure(error);
      setAsking(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} />}
      loading={isAsking}
      onClick={run}
      title={t('runAgain')}
      data-folds
    >
      {t('runAgain')}
    </Button>
  );
}

/** How far a job that is still at work has come. */
function WorkLine({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const { fraction, stage, subject, etaMs } = job.progress;
  const sentence = subject === null ? t(`stage.${stage}`) : t(`stageOf.${stage}`, { subject });
  return (
    <div className={styles.workLine}>
      <Progress
        size="sm"
        radius="xl"
        value={fraction * 100}
        aria-label={t('progressOf', { file: job.fileName })}
        transitionDuration={200}
      />
      <span className="ellipsis" title={sentence}>
        {sentence}
      </span>
      <span className="figures">
        {formats.percent(fraction, 0)}
        {etaMs !== null && ` · ${t('eta', { duration: formats.duration(etaMs) })}`}
      </span>
    </div>
  );
}
