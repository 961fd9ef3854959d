import { IconBan, IconCalendarClock, IconCheck, IconClock, IconPlayerPause, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobState } from '../../contract/job-states.ts';
import styles from './job-state-badge.module.css';

const signs = {
  scheduled: <IconCalendarClock size={13} stroke={2} aria-hidden />,
  queued: <IconClock size={13} stroke={2} aria-hidden />,
  paused: <IconPlayerPause size={13} stroke={2} aria-hidden />,
  running: <span className={styles.pulse} aria-hidden />,
  completed: <IconCheck size={13} stroke={2.4} aria-hidden />,
  cancelled: <IconBan size={13} stroke={2} aria-hidden />,
  dead: <IconX size={13} stroke={2.4} aria-hidden />,
} as const satisfies Record<JobState, unknown>;

/** A job's state in colour, sign and word, so that none of the three is needed alone. */
export function JobStateBadge({ state }: { readonly state: JobState }) {
  const { t } = useTranslation('jobs');
  return <StateBadge state={state} word={t(`state.${state}`)} />;
}

/** The same for those who have the word already. */
export function StateBadge({ state, word }: { readonly state: JobState; readonly word: string }) {
  return (
    <span className={styles.badge} data-state={state}>
      {signs[state]}
      {word}
    </span>
  );
}
