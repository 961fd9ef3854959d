import { Progress, UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultRemedy, faultSentence } from '../../contract/faults.ts';
import type { Job } from '../../contract/jobs.ts';
import { useFormats } from '../locale/formats.ts';
import { useLocale } from '../locale/use-locale.ts';
import { JobStateBadge } from '../parts/job-state-badge.tsx';
import { isActive } from './job-filters.ts';
import styles from './job-outcome.module.css';
import { outcomeLine, progressPace, progressSentence } from './progress-words.ts';

/** How a job stands: its progress while it has work before it, then what came of it. */
export function JobOutcome({ job }: { readonly job: Job }) {
  if (isActive(job)) return <ActiveOutcome job={job} />;
  if (job.fault && job.state === 'failed') return <FailedOutcome job={job} />;
  return <FinishedOutcome job={job} />;
}

function ActiveOutcome({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const isRunning = job.state === 'running';
  const stage = progressSentence(t, job.progress);
  const sentence = isRunning ? t('ongoing', { sentence: stage }) : stage;
  return (
    <div className={styles.outcome}>
      <div className={styles.line}>
        <JobStateBadge state={job.state} />
        <span className={styles.sentence} title={sentence} data-testid="progress-sentence">
          {sentence}
        </span>
        {isRunning && <span className={styles.figure}>{formats.percent(job.progress.fraction, 0)}</span>}
      </div>
      {isRunning && (
        <>
          <Progress
            size={5}
            radius="xl"
            value={job.progress.fraction * 100}
            transitionDuration={200}
            aria-label={t('progressOf', { file: job.fileName })}
          />
          <div className={styles.pace}>{progressPace(t, formats, job.progress)}</div>
        </>
      )}
    </div>
  );
}

function FinishedOutcome({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const line = outcomeLine(t, formats, job);
  return (
    <div className={styles.outcome}>
      <div className={styles.line}>
        <JobStateBadge state={job.state} />
        <span className={styles.sentence} title={line}>
          {line}
        </span>
      </div>
    </div>
  );
}

function FailedOutcome({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs');
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const remedyId = useId();
  if (!job.fault) return null;
  const sentence = faultSentence(job.fault, locale);
  return (
    <div className={styles.outcome} data-testid="fault-notice" data-fault-code={job.fault.code}>
      <div className={styles.line}>
        <JobStateBadge state={job.state} />
        <span className={isOpen ? styles.whole : styles.sentence} title={sentence}>
          {sentence}
        </span>
        <UnstyledButton
          className={styles.more}
          aria-expanded={isOpen}
          aria-controls={remedyId}
          onClick={() => setOpen(!isOpen)}
          data-testid="show-remedy"
        >
          {isOpen ? t('action.hideRemedy') : t('action.showRemedy')}
        </UnstyledButton>
      </div>
      <div id={remedyId} hidden={!isOpen} className={styles.remedy}>
        <p>{faultRemedy(job.fault, locale)}</p>
        <pre>{[job.fault.code, job.fault.detail].filter(Boolean).join('\n')}</pre>
      </div>
    </div>
  );
}
