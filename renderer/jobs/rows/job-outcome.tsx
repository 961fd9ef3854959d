import { faultSentence } from '../../../contract/faults.ts';
import type { Job } from '../../../contract/jobs.ts';
import { StateBadge } from '../../parts/job-state-badge.tsx';
import { isWaiting } from '../words/job-state-groups.ts';
import { useWords } from '../words/job-words.tsx';
import { outcomeLine, progressPace, progressSentence } from '../words/progress-words.ts';
import { awaitedMs, estimateSentence, waitSentence } from '../words/wait-words.ts';
import styles from './job-outcome.module.css';
import { ProgressBar } from './progress-bar.tsx';
import { RemedyButton } from './remedy-button.tsx';
import { useNow } from './use-now.ts';

/** How a job stands: why it waits, how far it has come, or what came of it. */
export function JobOutcome({ job }: { readonly job: Job }) {
  if (job.state === 'running') return <RunningOutcome job={job} />;
  if (isWaiting(job.state)) return <WaitingOutcome job={job} />;
  if (job.state === 'dead' && job.fault) return <DeadOutcome job={job} />;
  return <EndedOutcome job={job} />;
}

function RunningOutcome({ job }: { readonly job: Job }) {
  const { t, formats } = useWords();
  const sentence = t('ongoing', { sentence: progressSentence(t, job.progress) });
  return (
    <div className={styles.outcome}>
      <div className={styles.line}>
        <StateBadge state={job.state} word={t(`state.${job.state}`)} />
        <span className={styles.sentence} title={sentence} data-testid="progress-sentence">
          {sentence}
        </span>
        <span className={styles.figure}>{formats.percent(job.progress.fraction, 0)}</span>
      </div>
      <ProgressBar fraction={job.progress.fraction} label={t('progressOf', { file: job.fileName })} />
      <div className={styles.pace}>{progressPace(t, formats, job.progress)}</div>
    </div>
  );
}

function WaitingOutcome({ job }: { readonly job: Job }) {
  const { t, formats } = useWords();
  const nowMs = useNow(awaitedMs(job));
  const sentence = job.waitReason ? waitSentence(t, formats, job.waitReason, nowMs) : progressSentence(t, job.progress);
  const notes = [
    job.progress.fraction > 0 && t('kept', { percent: formats.percent(job.progress.fraction, 0) }),
    job.estimate && estimateSentence(t, formats, job.estimate),
  ].filter(Boolean);
  return (
    <div className={styles.outcome}>
      <div className={styles.line}>
        <StateBadge state={job.state} word={t(`state.${job.state}`)} />
        <span className={styles.note} title={notes.join(' · ')}>
          {notes.join(' · ')}
        </span>
      </div>
      <div className={styles.reason} title={sentence} data-testid="wait-reason">
        {sentence}
      </div>
    </div>
  );
}

function DeadOutcome({ job }: { readonly job: Job }) {
  const { t, locale } = useWords();
  if (!job.fault) return null;
  const sentence = faultSentence(job.fault, locale);
  return (
    <div className={styles.outcome} data-testid="fault-notice" data-fault-code={job.fault.code}>
      <div className={styles.line}>
        <StateBadge state={job.state} word={t(`state.${job.state}`)} />
        <span className={styles.note}>
          {job.attempt > 1 && `${t('afterAttempts', { count: job.attempt })} · `}
          <RemedyButton fault={job.fault} />
        </span>
      </div>
      <div className={styles.reason} title={sentence}>
        {sentence}
      </div>
    </div>
  );
}

function EndedOutcome({ job }: { readonly job: Job }) {
  const { t, formats } = useWords();
  const line = outcomeLine(t, formats, job);
  return (
    <div className={styles.outcome}>
      <div className={styles.line}>
        <StateBadge state={job.state} word={t(`state.${job.state}`)} />
        <span className={styles.sentence} title={line}>
          {line}
        </span>
      </div>
    </div>
  );
}
