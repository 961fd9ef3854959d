import type { Job } from '../../../contract/jobs.ts';
import { FileIcon } from '../../parts/file-icon.tsx';
import { jobTitle } from '../words/job-title.ts';
import { useWords } from '../words/job-words.tsx';
import { JobMarks } from './job-marks.tsx';
import styles from './line.module.css';

/** What a job works on. */
export function JobFile({ job }: { readonly job: Job }) {
  const { t, formats } = useWords();
  const facts = [
    job.sheet,
    t(`recipe.${job.recipe}`),
    formats.bytes(job.sizeBytes),
    formats.dateTime(job.createdAtMs),
    // Beside the reason of a failed one it stands already.
    job.attempt > 1 && job.state !== 'dead' && t('attempt', { attempt: job.attempt }),
  ].filter(Boolean);
  return (
    <>
      <FileIcon fileName={job.fileName} size={24} />
      <div className={styles.file}>
        <div className={styles.title}>
          <span className={styles.name} title={jobTitle(job)}>
            {jobTitle(job)}
          </span>
          <JobMarks job={job} />
        </div>
        <div className={styles.facts} title={facts.join(' · ')}>
          {facts.join(' · ')}
        </div>
      </div>
    </>
  );
}
