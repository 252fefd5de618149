/** What no page in Tagwright may do, whatever it holds. */

import { app, session, type OnBeforeRequestListenerDetails } from 'electron';
import type { WindowPage } from './window-page.ts';

/** Blocks navigation, new windows and embedded pages in every web contents from now on. */
export function lockDownContents(page: WindowPage): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (details) => {
      if (!page.owns(details.url)) details.preventDefault();
    });
    contents.on('will-redirect', (details) => {
      if (!page.owns(details.url)) details.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Denies every permission, and every address that is not the window's own: nothing leaves this computer. */
export function lockDownSession(page: WindowPage): void {
  const { defaultSession } = session;
  // A session fetches dictionaries, past webRequest, whatever its windows' preferences say of spell checking.
  defaultSession.setSpellCheckerLanguages([]);
  defaultSession.setSpellCheckerEnabled(false);
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !page.owns(details.url) && !isLocalTool(details.url) && !isOwnPicture(details, page) }),
  );
}

/** A picture of the library, asked for by Tagwright's own page to be shown. */
function isOwnPicture(details: OnBeforeRequestListenerDetails, page: WindowPage): boolean {
  const isPicture = new URL(details.url).protocol === 'photo:' && details.resourceType === 'image';
  return isPicture && page.owns(details.frame?.url ?? '');
}

/** The developer tools, and the files that the window's own scheme is served from. */
function isLocalTool(url: string): boolean {
  return ['devtools:', 'file:', 'blob:', 'data:'].includes(new URL(url).protocol);
}
