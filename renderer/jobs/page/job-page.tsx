import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobHistory } from '../../../contract/job-requests.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { JobStateBadge } from '../../parts/job-state-badge.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { useStore } from '../../store/store.ts';
import { JobMarks } from '../rows/job-marks.tsx';
import { jobTitle } from '../words/job-title.ts';
import { JobWords } from '../words/job-words.tsx';
import { JobFacts } from './job-facts.tsx';
import styles from './job-page.module.css';
import { JobParts } from './job-parts.tsx';
import { JobStanding } from './job-standing.tsx';
import { JobTimeline } from './job-timeline.tsx';
import { PageActions } from './page-actions.tsx';
import { useJobHistory } from './use-job-history.ts';

/** The life of one job, whatever its state: what happened, what is done, how it was made. */
export function JobPage({ jobId }: { readonly jobId: string }) {
  const { t } = useTranslation(['history', 'app']);
  const { history, fault, tryAgain } = useJobHistory(jobId);
  return (
    <div className={styles.screen} data-testid="job-page" aria-busy={!history && !fault}>
      {fault && (
        <div className={styles.body}>
          <PageHeader title={history?.job.fileName ?? ''} before={<BackToJobs />} />
          <FaultNotice
            fault={fault}
            action={
              <Button size="xs" variant="default" onClick={tryAgain}>
                {t('app:action.tryAgain')}
              </Button>
            }
          />
        </div>
      )}
      {!fault && history && (
        <JobWords>
          <Page history={history} />
        </JobWords>
      )}
      {!fault && !history && <EmptyState icon={<Loader size="sm" />} title={t('loading')} />}
    </div>
  );
}

function BackToJobs() {
  const { t } = useTranslation('history');
  const goTo = useStore((state) => state.goTo);
  return (
    <Tooltip label={t('back')}>
      <ActionIcon size="lg" aria-label={t('back')} onClick={() => goTo('jobs')} data-testid="back-to-jobs">
        <IconArrowLeft size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

function Page({ history }: { readonly history: JobHistory }) {
  const { t: jobs } = useTranslation('jobs');
  const { job } = history;
  const subtitle = (
    <span className={styles.subtitle}>
      <JobStateBadge state={job.state} />
      <JobMarks job={job} />
      <span className="ellipsis">{[job.sheet, jobs(`recipe.${job.recipe}`)].filter(Boolean).join(' · ')}</span>
    </span>
  );
  return (
    <div className={styles.body}>
      <PageHeader
        before={<BackToJobs />}
        title={jobTitle(job)}
        subtitle={subtitle}
        actions={<PageActions job={job} />}
      />
      <div className={styles.columns}>
        <div className={styles.main}>
          <JobStanding job={job} />
          <JobTimeline history={history} />
          <JobParts history={history} />
        </div>
        <JobFacts history={history} />
      </div>
    </div>
  );
}
