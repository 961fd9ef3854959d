import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../contract/jobs.ts';
import { useFormats } from '../locale/formats.ts';
import { FileIcon } from '../parts/file-icon.tsx';
import { useStore } from '../store/store.ts';
import { JobButtons } from './job-buttons.tsx';
import { JobOutcome } from './job-outcome.tsx';
import styles from './job-row.module.css';

interface JobRowProps {
  readonly job: Job;
  readonly isSelected: boolean;
  readonly isFresh: boolean;
  readonly onRemove: (job: Job) => void;
}

/** One job: what it works on, how it stands, what can be done. Drawn anew only when its job changes. */
export const JobRow = memo(
  function JobRow({ job, isSelected, isFresh, onRemove }: JobRowProps) {
    const { t } = useTranslation('jobs');
    const formats = useFormats();
    const toggleJob = useStore((state) => state.toggleJob);
    const facts = [
      job.sheet,
      t(`recipe.${job.recipe}`),
      formats.bytes(job.sizeBytes),
      formats.dateTime(job.createdAtMs),
      job.attempt > 1 && t('attempt', { attempt: job.attempt }),
    ].filter(Boolean);
    return (
      <article
        className={styles.row}
        aria-label={job.fileName}
        data-selected={isSelected || undefined}
        data-fresh={isFresh || undefined}
        data-testid="job-row"
        data-job-id={job.id}
        data-job-state={job.state}
        data-file-name={job.fileName}
      >
        <Checkbox
          size="xs"
          className={styles.box}
          checked={isSelected}
          onChange={() => toggleJob(job.id)}
          aria-label={t('select.one', { file: job.fileName })}
        />
        <FileIcon fileName={job.fileName} size={24} />
        <div className={styles.file}>
          <div className={styles.name} title={job.fileName}>
            {job.fileName}
          </div>
          <div className={styles.facts} title={facts.join(' · ')}>
            {facts.join(' · ')}
          </div>
        </div>
        <JobOutcome job={job} />
        <JobButtons job={job} onRemove={onRemove} />
      </article>
    );
  },
  (before, after) =>
    before.job === after.job && before.isSelected === after.isSelected && before.isFresh === after.isFresh,
);
