import { Button } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { pauseQueue } from './actions/job-requests.ts';
import styles from './queue-banner.module.css';

/** Says clearly that nothing will start, and how to go on. */
export function QueueBanner({ waiting }: { readonly waiting: number }) {
  const { t } = useTranslation('jobs');
  return (
    <div className={styles.banner} role="status" data-testid="queue-banner">
      <IconPlayerPauseFilled size={18} aria-hidden />
      <p className={styles.words}>
        <strong>{t('queue.pausedTitle')}</strong> {t('queue.pausedText')}{' '}
        {waiting > 0 && t('queue.pausedCount', { count: waiting })}
      </p>
      <Button
        size="xs"
        leftSection={<IconPlayerPlayFilled size={13} />}
        onClick={() => void pauseQueue(false)}
        data-testid="resume-queue"
      >
        {t('queue.resume')}
      </Button>
    </div>
  );
}
