import { useTranslation } from 'react-i18next';
import type { Job } from '../../../contract/jobs.ts';
import { useFormats } from '../../locale/formats.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ProgressBar } from '../rows/progress-bar.tsx';
import { useNow } from '../rows/use-now.ts';
import { isWaiting } from '../words/job-state-groups.ts';
import { outcomeLine, progressPace, progressSentence } from '../words/progress-words.ts';
import { awaitedMs, estimateBasis, estimateSentence, waitSentence } from '../words/wait-words.ts';
import styles from './job-page.module.css';

/** How the job stands, in full: progress, the reason of its waiting, its fault with a remedy, or what came of it. */
export function JobStanding({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const nowMs = useNow(awaitedMs(job));
  if (job.state === 'dead' && job.fault) return <FaultNotice fault={job.fault} />;
  if (job.state === 'running') {
    return (
      <section className={styles.standing}>
        <p className={styles.lead}>
          <span className="ellipsis">{t('ongoing', { sentence: progressSentence(t, job.progress) })}</span>
          <span className="figures">{formats.percent(job.progress.fraction, 0)}</span>
        </p>
        <ProgressBar fraction={job.progress.fraction} label={t('progressOf', { file: job.fileName })} />
        <p className={styles.note}>{progressPace(t, formats, job.progress)}</p>
      </section>
    );
  }
  if (isWaiting(job.state)) {
    return (
      <section className={styles.standing}>
        <p className={styles.lead} data-testid="wait-reason">
          {job.waitReason ? waitSentence(t, formats, job.waitReason, nowMs) : t('stage.waiting')}
        </p>
        {job.estimate && (
          <p className={styles.note}>
            {estimateSentence(t, formats, job.estimate)} · {estimateBasis(t, job.estimate)}
          </p>
        )}
      </section>
    );
  }
  const line = outcomeLine(t, formats, job);
  if (line === '') return null;
  return (
    <section className={styles.standing}>
      <p className={styles.lead}>{line}</p>
      {job.reusedFrom !== null && <p className={styles.note}>{t('mark.reusedLong')}</p>}
    </section>
  );
}
