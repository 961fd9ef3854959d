import { Notifications } from '@mantine/notifications';
import styles from './notices.module.css';

/** Seen at once; further ones come when these have gone. */
const seenAtOnce = 2;

/** What has just happened, such as a file that was saved: below the screen, which makes room, so that no control is covered. */
export function Notices() {
  return (
    <Notifications
      withinPortal={false}
      position="bottom-right"
      limit={seenAtOnce}
      transitionDuration={120}
      className={styles.notices}
    />
  );
}
