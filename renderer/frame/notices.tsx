import { MantineThemeProvider } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Notifications, notifications, useNotifications } from '@mantine/notifications';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './notices.module.css';

/** Seen at once; for a further one the oldest goes that does not tell of something under way. */
const seenAtOnce = 2;

/** What has just happened, such as a file that was saved: below the screen, which makes room, so that no control is covered. */
export function Notices() {
  const { notifications: shown, queue } = useNotifications();
  useEffect(() => {
    const oldest = queue.length > 0 ? shown.find(({ loading }) => !loading) : undefined;
    if (oldest?.id) notifications.hide(oldest.id);
  }, [shown, queue]);
  const { t } = useTranslation();
  const close = t('action.close');
  // Whoever tells something need not think of the name of the button that takes it away.
  const theme = useMemo(
    () => ({
      components: { Notification: { defaultProps: { withBorder: true, closeButtonProps: { 'aria-label': close } } } },
    }),
    [close],
  );
  const { ref, height } = useElementSize();
  useEffect(() => document.documentElement.style.setProperty('--notices-height', `${height}px`), [height]);
  return (
    <div ref={ref} className={styles.place}>
      <MantineThemeProvider theme={theme}>
        <Notifications
          withinPortal={false}
          position="bottom-right"
          limit={seenAtOnce}
          transitionDuration={120}
          className={styles.notices}
        />
      </MantineThemeProvider>
    </div>
  );
}
