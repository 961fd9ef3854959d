import { IconFiles } from '@tabler/icons-react';
import type { Batch } from '../../../contract/jobs.ts';
import { batchFigures, batchSummary } from '../words/batch-words.ts';
import { useWords } from '../words/job-words.tsx';
import { SubmitterMark } from './job-marks.tsx';
import outcome from './job-outcome.module.css';
import styles from './line.module.css';
import { SegmentBar } from './progress-bar.tsx';

/** What a batch is of. */
export function BatchFile({ batch }: { readonly batch: Batch }) {
  const { t, formats } = useWords();
  const facts = [
    t('batch.jobs', { count: batch.jobs }),
    formats.bytes(batch.sizeBytes),
    formats.dateTime(batch.createdAtMs),
  ];
  return (
    <>
      <IconFiles size={24} stroke={1.5} color="var(--ink-soft)" aria-hidden />
      <div className={styles.file}>
        <div className={styles.title}>
          <span className={styles.name} title={batch.name}>
            {batch.name}
          </span>
          <SubmitterMark submitter={batch.submitter} />
        </div>
        <div className={styles.facts} title={facts.join(' · ')}>
          {facts.join(' · ')}
        </div>
      </div>
    </>
  );
}

/** How a batch stands: one progress and one summary over all its jobs. */
export function BatchOutcome({ batch }: { readonly batch: Batch }) {
  const { t, formats } = useWords();
  const { counts, jobs } = batch;
  const summary = batchSummary(t, batch);
  const figures = batchFigures(t, formats, batch);
  const share = (count: number) => (jobs === 0 ? 0 : count / jobs);
  const ended = share(counts.completed + counts.dead + counts.cancelled);
  return (
    <div className={outcome.outcome}>
      <div className={outcome.line}>
        <span className={outcome.sentence} title={summary} data-testid="batch-summary">
          {summary}
        </span>
        {batch.finishedAtMs === null && <span className={outcome.figure}>{formats.percent(batch.fraction, 0)}</span>}
      </div>
      <SegmentBar
        fraction={batch.fraction}
        label={t('batch.progress', { name: batch.name })}
        segments={[
          { tone: 'good', share: share(counts.completed) },
          { tone: 'bad', share: share(counts.dead) },
          { tone: 'quiet', share: share(counts.cancelled) },
          { tone: 'accent', share: Math.max(0, batch.fraction - ended) },
        ]}
      />
      <div className={outcome.pace}>{figures}</div>
    </div>
  );
}
