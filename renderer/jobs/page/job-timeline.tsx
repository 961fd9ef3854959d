import { useTranslation } from 'react-i18next';
import { faultRemedy, faultSentence } from '../../../contract/faults.ts';
import type { AttemptView, JobHistory, LogLine } from '../../../contract/job-requests.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import styles from './job-timeline.module.css';
import { LogLines } from './log-lines.tsx';
import { type TimelineItem, timelineOf } from './timeline-items.ts';

/** What happened to the job, oldest first. */
export function JobTimeline({ history }: { readonly history: JobHistory }) {
  const { t } = useTranslation('history');
  const items = timelineOf(history);
  return (
    <section aria-labelledby="job-timeline">
      <h2 className={styles.title} id="job-timeline">
        {t('timeline.title')}
      </h2>
      <ol className={styles.timeline} data-testid="job-timeline">
        {items.map((item) =>
          item.kind === 'attempt' ? (
            <AttemptItem
              key={`attempt ${item.atMs} ${item.attempt.number}`}
              {...item}
              isSaidAbove={history.job.fault?.code === item.attempt.fault?.code}
            />
          ) : (
            <EventItem key={`${item.event.cause} ${item.atMs} ${item.event.attempt}`} item={item} />
          ),
        )}
      </ol>
    </section>
  );
}

function EventItem({ item: { event } }: { readonly item: TimelineItem & { readonly kind: 'event' } }) {
  const { t } = useTranslation('history');
  const formats = useFormats();
  const locale = useLocale();
  return (
    <li className={styles.event}>
      <p className={styles.line}>
        <strong>{t(`cause.${event.cause}`)}</strong>
        <span className={styles.quiet}>{event.hostName && t('timeline.by', { host: event.hostName })}</span>
        <time className={styles.time}>{formats.moment(event.atMs)}</time>
      </p>
      {event.fault && <p className={styles.quiet}>{faultSentence(event.fault, locale)}</p>}
    </li>
  );
}

interface AttemptItemProps {
  readonly attempt: AttemptView;
  readonly logLines: readonly LogLine[];
  /** The fault stands above with what to do about it. */
  readonly isSaidAbove: boolean;
}

function AttemptItem({ attempt, logLines, isSaidAbove }: AttemptItemProps) {
  const { t } = useTranslation('history');
  const formats = useFormats();
  const { number, startedAtMs, endedAtMs, end, fault, hostName, shardsKept } = attempt;
  const notes = [
    endedAtMs !== null && formats.duration(endedAtMs - startedAtMs),
    endedAtMs !== null && t('timeline.until', { time: formats.clock(endedAtMs) }),
    hostName,
    shardsKept > 0 && t('timeline.kept', { count: shardsKept }),
  ].filter(Boolean);
  return (
    <li className={styles.attempt} data-end={end ?? 'running'} data-testid="job-attempt">
      <div className={styles.card}>
        <p className={styles.line}>
          <strong>{t('timeline.attempt', { number })}</strong>
          <span className={styles.end}>{end === null ? t('timeline.running') : t(`end.${end}`)}</span>
          <time className={styles.time}>{formats.moment(startedAtMs)}</time>
        </p>
        <p className={styles.quiet}>{notes.join(' · ')}</p>
        {fault && <AttemptFault fault={fault} hasRemedy={!isSaidAbove} />}
        {logLines.length > 0 && (
          <details className={styles.log}>
            <summary>{t('timeline.log', { count: logLines.length })}</summary>
            <LogLines lines={logLines} />
          </details>
        )}
      </div>
    </li>
  );
}

interface AttemptFaultProps {
  readonly fault: NonNullable<AttemptView['fault']>;
  readonly hasRemedy: boolean;
}

function AttemptFault({ fault, hasRemedy }: AttemptFaultProps) {
  const locale = useLocale();
  return (
    <div className={styles.fault} data-fault-code={fault.code}>
      <p>{faultSentence(fault, locale)}</p>
      {hasRemedy && <p className={styles.quiet}>{faultRemedy(fault, locale)}</p>}
      {fault.detail && <pre>{fault.detail}</pre>}
    </div>
  );
}
