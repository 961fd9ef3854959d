import {
  IconCalendarTime,
  IconChevronsDown,
  IconChevronsUp,
  IconFolderSearch,
  IconPinFilled,
  IconRecycle,
  IconTerminal2,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { Submitter } from '../../../contract/job-states.ts';
import type { Job } from '../../../contract/jobs.ts';
import { useWords } from '../words/job-words.tsx';
import styles from './job-marks.module.css';

/** What sets a job apart: its priority, who submitted it, a result taken over, a pin. Nothing where nothing does. */
export function JobMarks({ job }: { readonly job: Job }) {
  const { t } = useWords();
  const { priority, submitter, reusedFrom, isPinned } = job;
  if (priority === 'normal' && submitter.kind === 'person' && reusedFrom === null && !isPinned) return null;
  return (
    <span className={styles.marks}>
      {priority === 'high' && (
        <Mark words={t('mark.high')} tone="high">
          <IconChevronsUp size={15} stroke={2.2} />
        </Mark>
      )}
      {priority === 'low' && (
        <Mark words={t('mark.low')}>
          <IconChevronsDown size={15} stroke={2.2} />
        </Mark>
      )}
      {isPinned && (
        <Mark words={t('mark.pinned')} tone="pinned">
          <IconPinFilled size={13} />
        </Mark>
      )}
      <SubmitterMark submitter={submitter} />
      {reusedFrom !== null && (
        <span className={styles.reused} title={t('mark.reusedLong')}>
          <IconRecycle size={13} stroke={2} aria-hidden />
          {t('mark.reused')}
        </span>
      )}
    </span>
  );
}

export function SubmitterMark({ submitter }: { readonly submitter: Submitter }) {
  const { t } = useWords();
  const words = submitterWords(t, submitter);
  if (words === null) return null;
  return (
    <Mark words={words}>
      {submitter.kind === 'schedule' && <IconCalendarTime size={14} stroke={1.8} />}
      {submitter.kind === 'watchedFolder' && <IconFolderSearch size={14} stroke={1.8} />}
      {submitter.kind === 'commandLine' && <IconTerminal2 size={14} stroke={1.8} />}
    </Mark>
  );
}

/** Who or what submitted a job; null where it was the person here. */
export function submitterWords(t: TFunction<'jobs'>, { kind, name }: Submitter): string | null {
  if (kind === 'person') return null;
  if (kind === 'commandLine') return t('mark.commandLine');
  return name ? t(`mark.${kind}`, { name }) : t(`mark.${kind}Unnamed`);
}

interface MarkProps {
  readonly words: string;
  readonly tone?: 'high' | 'pinned';
  readonly children: ReactNode;
}

function Mark({ words, tone, children }: MarkProps) {
  return (
    <span className={styles.mark} data-tone={tone} title={words} role="img" aria-label={words}>
      {children}
    </span>
  );
}
