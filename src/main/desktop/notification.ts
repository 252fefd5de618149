/** The system's notifications. */

import { Notification, type BrowserWindow } from 'electron';
import { bringToFront } from './window.ts';

/** Those that can still be clicked; one that nothing refers to would be collected, and its click with it. */
const shown = new Set<Notification>();

/** Tells something by the system, but not to somebody who looks at the window; a click brings the window up. */
export function showNotification(title: string, body: string, window: BrowserWindow | null): void {
  if (window?.isFocused() || !Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.once('click', () => bringToFront(window));
  for (const end of ['click', 'close', 'failed'] as const)
    notification.once(end as 'close', () => shown.delete(notification));
  notification.show();
}
