import { UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobHistory } from '../../../contract/job-requests.ts';
import { optionLines } from '../../../contract/option-texts.ts';
import { client } from '../../bridge/client.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { notifyFailure } from '../../parts/notify.ts';
import { useStore } from '../../store/store.ts';
import { submitterWords } from '../rows/job-marks.tsx';
import { showBatch } from '../show-submitted.ts';
import { estimateFigure } from '../words/wait-words.ts';
import { comparedToEstimate } from './estimate-error.ts';
import styles from './job-facts.module.css';

type Fact = readonly [name: string, value: ReactNode];

/** Who asked for the job, when what was done, and from what exactly the result was made. */
export function JobFacts({ history }: { readonly history: JobHistory }) {
  const { t } = useTranslation('history');
  const facts = [...useTimes(history), ...useSubject(history), ...useMaking(history)].filter(([, value]) =>
    Boolean(value),
  );
  return (
    <aside className={styles.facts} aria-label={t('facts.title')}>
      <h2 className={styles.title}>{t('facts.title')}</h2>
      <dl className={styles.list} data-testid="job-facts">
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </aside>
  );
}

function useTimes({ job }: JobHistory): Fact[] {
  const { t } = useTranslation('history');
  const { t: jobs } = useTranslation('jobs');
  const formats = useFormats();
  const { estimate, durationMs, createdAtMs, startedAtMs, finishedAtMs, waitReason } = job;
  const compared = estimate && durationMs !== null ? comparedToEstimate(durationMs, estimate) : null;
  return [
    [t('facts.submitted'), formats.moment(createdAtMs)],
    [t('facts.by'), submitterWords(jobs, job.submitter) ?? t('facts.person')],
    [t('facts.scheduledFor'), waitReason?.kind === 'scheduled' && formats.moment(waitReason.atMs)],
    [t('facts.started'), startedAtMs !== null && formats.moment(startedAtMs)],
    [t('facts.finished'), finishedAtMs !== null && formats.moment(finishedAtMs)],
    [t('facts.waited'), startedAtMs !== null && formats.duration(Math.max(0, startedAtMs - createdAtMs))],
    [t('facts.duration'), durationMs !== null && formats.duration(durationMs)],
    [
      t('facts.estimate'),
      estimate && (
        <>
          {estimateFigure(formats, estimate)}
          {compared && job.state === 'completed' && job.reusedFrom === null && (
            <div className={styles.quiet}>
              {t(`estimate.${compared.kind}`, { percent: formats.percent(compared.share, 0) })}
            </div>
          )}
        </>
      ),
    ],
    [t('facts.priority'), jobs(`mark.${job.priority}`)],
    [
      t('facts.attempts'),
      job.attempt > 0 && t('facts.attemptsOf', { attempt: job.attempt, maxAttempts: job.maxAttempts }),
    ],
    [t('facts.pinned'), job.isPinned && t('facts.yes')],
  ];
}

function useSubject({ job }: JobHistory): Fact[] {
  const { t } = useTranslation(['history', 'jobs']);
  const formats = useFormats();
  const openJob = useStore((state) => state.openJob);
  const { rows, columns, reusedFrom, batchId } = job;
  const openBatch = () => client.jobs.getBatch({ id: batchId }).then(showBatch, notifyFailure);
  return [
    [t('facts.file'), job.fileName],
    [t('facts.sheet'), job.sheet],
    [t('facts.size'), formats.bytes(job.sizeBytes)],
    [
      t('facts.table'),
      rows !== null &&
        columns !== null &&
        t('jobs:size', { rows: formats.integer(rows), columns: formats.integer(columns) }),
    ],
    [
      t('facts.reusedFrom'),
      reusedFrom !== null && <Link onClick={() => openJob(reusedFrom)}>{t('facts.showReused')}</Link>,
    ],
    [
      t('facts.batch'),
      <Link key="batch" onClick={() => void openBatch()}>
        {t('facts.showBatch')}
      </Link>,
    ],
  ];
}

function useMaking({ job, options, fingerprint, engineVersion }: JobHistory): Fact[] {
  const { t } = useTranslation('history');
  const shown = optionLines(options, useLocale());
  return [
    [
      t('facts.options'),
      shown.length > 0 && (
        <ul className={styles.options}>
          {shown.map(({ key, name, text }) => (
            <li key={key}>{t('facts.option', { name, text })}</li>
          ))}
        </ul>
      ),
    ],
    [
      t('facts.fingerprint'),
      fingerprint && <Copied key="fingerprint" text={fingerprint} shown={`${fingerprint.slice(0, 16)}…`} />,
    ],
    [t('facts.engine'), engineVersion && t('facts.engineVersion', { version: engineVersion })],
    [t('facts.id'), <Copied key="id" text={job.id} shown={`${job.id.slice(0, 8)}…`} />],
  ];
}

function Link({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <UnstyledButton className={styles.link} onClick={onClick}>
      {children}
    </UnstyledButton>
  );
}

/** A long code, shortened, that is copied whole. */
function Copied({ text, shown }: { readonly text: string; readonly shown: string }) {
  const { t } = useTranslation('history');
  const [isDone, setDone] = useState(false);
  const copy = () => navigator.clipboard.writeText(text).then(() => setDone(true), notifyFailure);
  const label = isDone ? t('facts.copied') : t('facts.copy');
  return (
    <span className={styles.code} title={text}>
      {shown}
      <UnstyledButton
        className={styles.copy}
        aria-label={`${label}: ${text}`}
        title={label}
        onClick={() => void copy()}
      >
        {isDone ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </UnstyledButton>
    </span>
  );
}
