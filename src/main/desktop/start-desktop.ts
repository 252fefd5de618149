/** The life of the desktop app: one instance, one session, one window, an orderly end. */

import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { Logger } from 'pino';
import { toFailure } from '../../shared/errors.ts';
import { languageFor } from '../../shared/language.ts';
import { sentenceIn } from '../../shared/sentences/sentence-in.ts';
import { defaultDataFolder, defaultLibraryFolder } from '../library/default-library-folder.ts';
import type { DesktopSession, Emit } from '../requests/desktop-session.ts';
import { createHandlers } from '../requests/handlers.ts';
import { libraryArgument } from './desktop-arguments.ts';
import { lockDownContents, lockDownSession } from './lock-down.ts';
import { openLog, type DesktopLog } from './log.ts';
import { followDesktop } from './follow-desktop.ts';
import { collectOpenedLibraries, type OpenedLibraries } from './opened-libraries.ts';
import { openFirst } from '../requests/open-first.ts';
import { openRecentLibraries, recentLibrariesFile } from '../requests/recent-libraries.ts';
import { openWindowSettings, windowSettingsFile } from '../requests/window-settings-store.ts';
import { wordsIn } from '../requests/words.ts';
import { servePhotos } from './photo-protocol.ts';
import { emitTo, serveRequests } from './serve-requests.ts';
import { stayOffline } from './stay-offline.ts';
import { registerPageScheme, servePage } from './window-page.ts';
import { bringToFront, openWindow } from './window.ts';

const CLOSE_LIMIT_MS = 8000;

export interface DesktopFiles {
  preloadFile: string;
  /** folder of the built index.html */
  pageFolder: string;
  iconFile: string;
}

export type OpenSession = (options: {
  libraryFolder: string;
  emit: Emit;
  log: Logger;
  /** the app's one window; null before it is open */
  window: () => BrowserWindow | null;
}) => DesktopSession;

/**
 * Runs the desktop app until it is quit. A second start brings the first one's window to the front, shows the library
 * it names there, and ends.
 */
export function startDesktop(files: DesktopFiles, openSession: OpenSession): void {
  const dataFolder = join(defaultDataFolder(), 'window');
  app.setPath('userData', dataFolder);
  app.setPath('sessionData', dataFolder);
  const named = libraryArgument(process.argv);
  if (!app.requestSingleInstanceLock({ libraryFolder: named })) {
    app.quit();
    return;
  }
  const log = openLog(join(dataFolder, 'logs'));
  stayOffline(developmentUrl());
  registerPageScheme();
  const opened = collectOpenedLibraries();
  process.on('uncaughtException', (error) => log.logger.error({ err: error }, 'Uncaught error'));
  process.on('unhandledRejection', (reason) => log.logger.error({ err: reason }, 'Unhandled rejection'));
  // A top-level await here would keep Electron from ever becoming ready.
  void app
    .whenReady()
    .then(() => start(files, openSession, log, dataFolder, opened.first() ?? named, opened))
    .catch((error: unknown) => giveUp(error, log));
}

function start(
  files: DesktopFiles,
  openSession: OpenSession,
  log: DesktopLog,
  dataFolder: string,
  named: string | null,
  opened: OpenedLibraries,
): void {
  let window: BrowserWindow | null = null;
  const page = servePage(files.pageFolder, developmentUrl());
  lockDownContents(page);
  lockDownSession(page);
  const recent = openRecentLibraries(recentLibrariesFile(defaultDataFolder()), () => {});
  const wanted = named ?? process.env.TAGWRIGHT_LIBRARY;
  // One broken library would otherwise keep Tagwright from ever starting again.
  const { session, failed } = openFirst(
    wanted === undefined ? [...recent.list(), defaultLibraryFolder()] : [wanted],
    (libraryFolder) =>
      openSession({ libraryFolder, emit: emitTo(() => window), log: log.logger, window: () => window }),
  );
  closeBeforeQuit(session, log.logger);
  servePhotos(() => session.app().library);
  const handlers = createHandlers(session);
  serveRequests(handlers, page, log.logger);
  const openLibrary = followDesktop(session, handlers, log, () => window);
  opened.follow(openLibrary);
  window = openWindow({
    page,
    preloadFile: files.preloadFile,
    iconFile: files.iconFile,
    stateFile: join(dataFolder, 'window-state.json'),
  });
  if (failed) tellOfAnother(window, session, failed, log);
  // Chromium reorders the second start's arguments, so it passes on what it made of them.
  app.on('second-instance', (_event, _argv, _workingFolder, data) => {
    bringToFront(window);
    const { libraryFolder } = (data ?? {}) as { libraryFolder?: unknown };
    if (typeof libraryFolder === 'string') openLibrary(libraryFolder);
  });
  app.on('window-all-closed', () => app.quit());
}

/** The library that was open last could not be opened: says so, and why, over the one that is shown. */
function tellOfAnother(
  window: BrowserWindow,
  session: DesktopSession,
  { folder, error }: { folder: string; error: unknown },
  log: DesktopLog,
): void {
  log.logger.error({ err: error }, 'The library of the last time could not be opened');
  const failure = toFailure(error);
  const language = session.language();
  const words = wordsIn(language).startFailed;
  window.once('show', () => {
    void dialog.showMessageBox(window, {
      type: 'warning',
      message: words.another(folder),
      detail:
        failure.code === 'internal' ? words.unexpected(log.folder) : sentenceIn(language, failure.message),
    });
  });
}

/** Where `npm run dev` serves the page; undefined for one that is built. */
function developmentUrl(): string | undefined {
  return app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
}

/** Quitting waits until the running job has put down where it was, but never for ever. */
function closeBeforeQuit(session: DesktopSession, log: Logger): void {
  let stage: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    if (stage === 'closed') return;
    event.preventDefault();
    if (stage === 'closing') return;
    stage = 'closing';
    const limit = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS));
    void Promise.race([session.close(), limit])
      .catch((error: unknown) => log.error({ err: error }, 'The library did not close in order'))
      .finally(() => {
        stage = 'closed';
        app.quit();
      });
  });
}

function giveUp(error: unknown, log: DesktopLog): void {
  log.logger.error({ err: error }, 'Tagwright could not start');
  const failure = toFailure(error);
  const settings = openWindowSettings(windowSettingsFile(defaultDataFolder()), () => {}).current();
  const language = languageFor(settings.language, app.getPreferredSystemLanguages());
  const words = wordsIn(language).startFailed;
  dialog.showErrorBox(
    words.heading,
    failure.code === 'internal' ? words.unexpected(log.folder) : sentenceIn(language, failure.message),
  );
  app.exit(1);
}
