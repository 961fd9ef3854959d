import { IconBan, IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobState } from '../../contract/jobs.ts';
import styles from './job-state-badge.module.css';

const signs = {
  queued: <IconClock size={13} stroke={2} aria-hidden />,
  running: <span className={styles.pulse} aria-hidden />,
  completed: <IconCheck size={13} stroke={2.4} aria-hidden />,
  failed: <IconX size={13} stroke={2.4} aria-hidden />,
  cancelled: <IconBan size={13} stroke={2} aria-hidden />,
} as const satisfies Record<JobState, unknown>;

/** A job's state in colour, sign and word, so that none of the three is needed alone. */
export function JobStateBadge({ state }: { readonly state: JobState }) {
  const { t } = useTranslation('jobs');
  return (
    <span className={styles.badge} data-state={state}>
      {signs[state]}
      {t(`state.${state}`)}
    </span>
  );
}
