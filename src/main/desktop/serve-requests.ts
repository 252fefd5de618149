/** The wire between the window and its answers: two channels in all. */

import { ipcMain, type BrowserWindow } from 'electron';
import type { Handlers } from '../../shared/contract.ts';
import { AppError, toFailure } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { answer, type RequestLog } from '../requests/answer.ts';
import type { Emit } from '../requests/desktop-session.ts';
import type { WindowPage } from './window-page.ts';

/** Answers requests that come from the main frame of Tagwright's own page; refuses all others. */
export function serveRequests(handlers: Handlers, page: WindowPage, log: RequestLog): void {
  ipcMain.handle('request', (event, name: unknown, input: unknown) => {
    const frame = event.senderFrame;
    if (!frame || frame.parent !== null || !page.owns(frame.url)) {
      log.error({ request: name, url: frame?.url }, 'Refused a request of a foreign page');
      return { ok: false, failure: toFailure(new AppError('no-access', say('requests.foreignPage'))) };
    }
    return answer(handlers, name, input, log);
  });
}

/** Sends events to the window, as long as there is one. */
export function emitTo(currentWindow: () => BrowserWindow | null): Emit {
  return (name, payload) => {
    const window = currentWindow();
    if (window && !window.isDestroyed()) window.webContents.send('event', name, payload);
  };
}
