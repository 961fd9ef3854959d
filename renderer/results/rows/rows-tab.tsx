import { useCallback, useEffect, useReducer, useState } from 'react';
import type { Job } from '../../../contract/jobs.ts';
import { callFault, client } from '../../bridge/client.ts';
import { notifyFailure } from '../../parts/notify.ts';
import { PartFrame } from '../part-frame.tsx';
import { isJobUnfinished, madePart, type ResultPart } from '../use-result-part.ts';
import { RowBlocks } from './row-blocks.ts';
import styles from './rows.module.css';
import { RowsView } from './rows-view.tsx';

/** Every row of the table, read as it comes into sight. */
export function RowsTab({ job }: { readonly job: Job }) {
  const part = useRowBlocks(job);
  return (
    <div className={styles.tab}>
      <PartFrame part={part} name="rows">
        {(blocks) => <RowsView blocks={blocks} fileName={job.fileName} />}
      </PartFrame>
    </div>
  );
}

function useRowBlocks(job: Job): ResultPart<RowBlocks> {
  const jobId = job.id;
  const made = madePart(job, 'rows');
  const [blocks, setBlocks] = useState<RowBlocks | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const tryAgain = useCallback(() => setAttempt((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew.
  useEffect(() => {
    if (made === null) return;
    const next = new RowBlocks((window, signal) => client.results.pageRows({ jobId, ...window }, { signal }), redraw);
    setBlocks(next);
    next.want(0, 1, 0, 1);
    return () => next.dispose();
  }, [jobId, made, attempt]);

  const error = blocks?.error ?? null;
  const isShown = Boolean(blocks?.size);
  useEffect(() => {
    // What is on screen stays; the cells that failed are asked for again at the next scroll.
    if (error && isShown) notifyFailure(error);
  }, [error, isShown]);

  if (made === null) return { state: isJobUnfinished(job) ? 'waiting' : 'absent' };
  if (blocks?.error && !isShown) return { state: 'fault', fault: callFault(blocks.error), tryAgain };
  return blocks?.size ? { state: 'ready', value: blocks } : { state: 'loading' };
}
