import { useTranslation } from 'react-i18next';
import type { JobHistory } from '../../../contract/job-requests.ts';
import { useFormats } from '../../locale/formats.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { partWords } from '../words/part-words.ts';
import styles from './job-page.module.css';
import timeline from './job-timeline.module.css';

const rowHeightPx = 30;
const headHeightPx = 32;
const mostRowsShown = 10;

/** The slices of the job's work: which are finished, how long each took, and in which attempt. */
export function JobParts({ history: { shards, job } }: { readonly history: JobHistory }) {
  const { t } = useTranslation(['history', 'results']);
  const formats = useFormats();
  const done = shards.filter((shard) => shard.finishedAtMs !== null);
  const kept = done.filter((shard) => shard.attempt !== null && shard.attempt < job.attempt).length;
  const longestMs = Math.max(1, ...shards.map((shard) => shard.durationMs ?? 0));
  const notes = [
    t('parts.text', { done: formats.integer(done.length), all: formats.integer(shards.length) }),
    kept > 0 && t('parts.kept', { count: kept }),
  ].filter(Boolean);
  const cell = (row: number, column: number) => {
    const shard = shards[row];
    if (!shard) return null;
    if (column === 0) {
      const words = partWords(t, shard.name);
      return <span title={words}>{words}</span>;
    }
    if (column === 1) return t(shard.finishedAtMs === null ? 'parts.open' : 'parts.finished');
    if (column === 2) return shard.attempt === null ? null : formats.integer(shard.attempt);
    if (shard.durationMs === null) return null;
    return (
      <span className={styles.partTime}>
        <span className={styles.partBar} style={{ width: `${(shard.durationMs / longestMs) * 100}px` }} />
        {formats.duration(shard.durationMs)}
      </span>
    );
  };
  return (
    <section aria-labelledby="job-parts">
      <h2 className={timeline.title} id="job-parts">
        {t('parts.title')} {shards.length > 0 && <span className={styles.titleNote}>{notes.join(' · ')}</span>}
      </h2>
      {shards.length === 0 ? (
        <p className={timeline.quiet}>{t('parts.none')}</p>
      ) : (
        <div className={styles.table}>
          <DataTable
            label={t('parts.title')}
            columns={[
              { key: 'name', header: t('parts.name'), widthPx: 260 },
              { key: 'state', header: t('parts.state'), widthPx: 100 },
              { key: 'attempt', header: t('parts.attempt'), widthPx: 80, align: 'right' },
              { key: 'duration', header: t('parts.duration'), widthPx: 200 },
            ]}
            rowCount={shards.length}
            cell={cell}
            rowHeightPx={rowHeightPx}
            headerHeightPx={headHeightPx}
            heightPx={headHeightPx + Math.min(mostRowsShown, shards.length) * rowHeightPx}
            testId="job-parts"
          />
        </div>
      )}
    </section>
  );
}
