import { Notification } from 'electron';

export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

/** Notifications on screen; one that nobody holds is collected, and a click on it does nothing. */
const held = new Set<Notification>();
const maxHeld = 20;

/** Shows a notification of the system; `onClick` comes when the person clicks it. */
export function notify({ title, body }: NotificationText, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  const release = () => held.delete(notification);
  notification.on('click', () => {
    release();
    onClick();
  });
  notification.on('close', release);
  notification.on('failed', release);
  held.add(notification);
  const [oldest] = held;
  if (held.size > maxHeld && oldest) held.delete(oldest);
  notification.show();
}
