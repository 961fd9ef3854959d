import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../contract/jobs.ts';
import { useStore } from '../store/store.ts';
import { cancelJobs, rerunJob } from './job-actions.ts';
import styles from './job-buttons.module.css';
import { hasResult, isActive } from './job-filters.ts';

interface JobButtonsProps {
  readonly job: Job;
  readonly onRemove: (job: Job) => void;
}

/** What can be done with one job now. */
export function JobButtons({ job, onRemove }: JobButtonsProps) {
  const { t } = useTranslation('jobs');
  const openResult = useStore((state) => state.openResult);
  const isWorking = isActive(job);
  return (
    <div className={styles.buttons}>
      {hasResult(job) && (
        <Button
          size="compact-sm"
          variant={isWorking ? 'default' : 'light'}
          onClick={() => openResult(job.id)}
          data-testid="open-result"
        >
          {isWorking ? t('action.openEarly') : t('action.open')}
        </Button>
      )}
      {isWorking ? (
        <Button
          size="compact-sm"
          variant="default"
          disabled={job.progress.stage === 'cancelling'}
          onClick={() => void cancelJobs([job.id])}
          data-testid="cancel-job"
        >
          {t('action.cancel')}
        </Button>
      ) : (
        <>
          {!hasResult(job) && (
            <Button size="compact-sm" variant="default" onClick={() => void rerunJob(job.id)} data-testid="rerun-job">
              {t('action.runAgain')}
            </Button>
          )}
          <MoreMenu job={job} onRemove={onRemove} />
        </>
      )}
    </div>
  );
}

/** A menu is costly to set up: while rows scroll by there is only its button. */
function MoreMenu(props: JobButtonsProps) {
  const { t } = useTranslation('jobs');
  const [isAsked, setAsked] = useState(false);
  if (isAsked) return <AskedMenu {...props} />;
  return (
    <ActionIcon
      aria-label={t('action.more', { file: props.job.fileName })}
      aria-haspopup="menu"
      data-testid="job-menu"
      onClick={() => setAsked(true)}
    >
      <IconDots size={17} />
    </ActionIcon>
  );
}

function AskedMenu({ job, onRemove }: JobButtonsProps) {
  const { t } = useTranslation('jobs');
  const target = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  // Takes over the focus of the button it replaces before opening, so that closing brings it back there.
  useEffect(() => {
    target.current?.focus({ preventScroll: true });
    setOpen(true);
  }, []);
  return (
    <Menu position="bottom-end" withinPortal opened={isOpen} onChange={setOpen} returnFocus>
      <Menu.Target>
        <ActionIcon ref={target} aria-label={t('action.more', { file: job.fileName })} data-testid="job-menu">
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconRefresh size={15} />}
          onClick={() => void rerunJob(job.id)}
          data-testid="menu-rerun"
        >
          {t('action.runAgain')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} />}
          onClick={() => onRemove(job)}
          data-testid="menu-remove"
        >
          {t('action.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
