/** Keeps menu and colours of the desktop in step with the session, and brings the menu's wishes to it. */

import { app, dialog, nativeTheme, type BrowserWindow } from 'electron';
import type { Handlers } from '../../shared/contract.ts';
import { toFailure } from '../../shared/errors.ts';
import { sentenceIn } from '../../shared/sentences/sentence-in.ts';
import type { WindowSettings } from '../../shared/window-settings.ts';
import type { DesktopSession } from '../requests/desktop-session.ts';
import { wordsIn } from '../requests/words.ts';
import type { DesktopLog } from './log.ts';
import { setMenu } from './menu.ts';

/** Returns what opens a library; a failure is told in a dialog. */
export function followDesktop(
  session: DesktopSession,
  handlers: Handlers,
  log: DesktopLog,
  window: () => BrowserWindow | null,
): (folder: string) => void {
  const attempt = (work: () => unknown): void => {
    Promise.resolve()
      .then(work)
      .then(refresh)
      .catch((error: unknown) => {
        const failure = toFailure(error);
        if (failure.code === 'internal') log.logger.error({ err: error }, 'A menu item failed');
        const options = {
          type: 'warning' as const,
          message: sentenceIn(session.language(), failure.message),
        };
        const shown = window();
        void (shown ? dialog.showMessageBox(shown, options) : dialog.showMessageBox(options));
      });
  };
  const openLibrary = (folder: string): void => attempt(() => session.openLibrary(folder, false));
  let shownRecent = '';

  function refresh(): void {
    const recent = session.recent.list();
    shownRecent = recent.join('\n');
    setMenu({
      words: wordsIn(session.language()).menu,
      keys: session.settings.current().keys,
      recent,
      logFolder: log.folder,
      choose: (action) => session.emit('menu.chosen', action),
      openLibrary,
      chooseLibrary: (way) => attempt(() => handlers['library.chooseAndOpen'](way)),
      backup: () => attempt(() => handlers['library.backup'](undefined)),
    });
  }

  function follow(settings: WindowSettings, before: WindowSettings): void {
    if (settings.theme !== before.theme) nativeTheme.themeSource = settings.theme;
    if (settings.language !== before.language || settings.keys !== before.keys) refresh();
  }

  let before = session.settings.current();
  if (before.theme !== 'system') nativeTheme.themeSource = before.theme;
  session.settings.onChange((settings) => {
    follow(settings, before);
    before = settings;
  });
  session.recent.onAdd(refresh);
  // Libraries are removed behind the app's back; the list is looked at when somebody comes back to the window.
  app.on('browser-window-focus', () => {
    if (session.recent.list().join('\n') !== shownRecent) refresh();
  });
  refresh();
  return openLibrary;
}
