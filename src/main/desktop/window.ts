/** The window. */

import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WindowPage } from './window-page.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

export interface WindowOptions {
  page: WindowPage;
  preloadFile: string;
  iconFile: string;
  stateFile: string;
}

/** Opens the window where it was last time; it appears once its page is drawn. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const state = readWindowState(
    options.stateFile,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: 'Tagwright',
    icon: options.iconFile,
    // The colours of the page's background, so that the first moment does not flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17191c' : '#f5f6f8',
    webPreferences: {
      preload: options.preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      // Chromium fetches its dictionaries from the internet.
      spellcheck: false,
    },
  });
  if (state.isMaximized) window.maximize();
  keepWindowState(window, options.stateFile);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(options.page.url);
  return window;
}

/** Shows the window over all others, wherever it was left. */
export function bringToFront(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
