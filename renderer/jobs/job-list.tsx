import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../contract/jobs.ts';
import { useStore } from '../store/store.ts';
import { removeJobs } from './job-actions.ts';
import styles from './job-list.module.css';
import { JobRow } from './job-row.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** The height of a row without an opened remedy. */
const rowHeightPx = 73;

/** The rows on screen, however many jobs there are. */
export function JobList({ jobs }: { readonly jobs: readonly Job[] }) {
  const { t } = useTranslation('jobs');
  const scroller = useRef<HTMLDivElement>(null);
  const selected = useStore((state) => state.selectedJobIds);
  const fresh = useStore((state) => state.freshJobIds);
  const [removing, setRemoving] = useState<Job | null>(null);
  const rows = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => jobs[index]?.id ?? index,
    estimateSize: () => rowHeightPx,
    overscan: 6,
  });

  /** A result takes time to make: removing it is asked about; a row without one goes at once. */
  const remove = (job: Job) => {
    if (job.artifacts.length > 0) setRemoving(job);
    else void removeJobs([job.id]);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('list')}>
      <ul className={styles.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((place) => {
          const job = jobs[place.index];
          return (
            job && (
              <li
                key={place.key}
                ref={rows.measureElement}
                className={styles.place}
                data-index={place.index}
                aria-setsize={jobs.length}
                aria-posinset={place.index + 1}
                style={{ transform: `translateY(${place.start}px)` }}
              >
                <JobRow job={job} isSelected={selected.has(job.id)} isFresh={fresh.has(job.id)} onRemove={remove} />
              </li>
            )
          );
        })}
      </ul>
      <RemoveDialog
        count={1}
        isOpen={removing !== null}
        onClose={() => setRemoving(null)}
        onRemove={() => removing && void removeJobs([removing.id])}
      />
    </section>
  );
}
