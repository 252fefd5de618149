/** Serves the built window from a scheme of its own: unlike file://, it has an origin and sends a policy. */

import { join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { net, protocol } from 'electron';
import { photoScheme } from './photo-protocol.ts';

const SCHEME = 'tagwright';
const ROOT_URL = `${SCHEME}://window/`;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' photo:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page the window shows, and what belongs to it. */
export interface WindowPage {
  url: string;
  /** true for addresses that the window may load from */
  owns(url: string): boolean;
}

/** The window's scheme and that of its pictures, in Electron's one call. Must be called before it is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    photoScheme,
  ]);
}

/**
 * The built page in `folder`; or the development server's, when there is one.
 *
 * developmentUrl  address of Vite's server; it brings its own scripts, so the policy does not apply to it
 */
export function servePage(folder: string, developmentUrl: string | undefined): WindowPage {
  if (developmentUrl) {
    const { origin, host } = new URL(developmentUrl);
    return {
      url: developmentUrl,
      owns: (url) => url.startsWith(`${origin}/`) || url.startsWith(`ws://${host}/`),
    };
  }
  protocol.handle(SCHEME, async (request) => {
    const { pathname } = new URL(request.url);
    const file = normalize(join(folder, decodeURIComponent(pathname)));
    if (!request.url.startsWith(ROOT_URL) || !file.startsWith(folder + sep))
      return new Response('Not found', { status: 404 });
    const found = await net.fetch(pathToFileURL(file).href);
    const headers = new Headers(found.headers);
    headers.set('Content-Security-Policy', POLICY);
    headers.set('X-Content-Type-Options', 'nosniff');
    return new Response(found.body, { status: found.status, headers });
  });
  return { url: `${ROOT_URL}index.html`, owns: (url) => url.startsWith(ROOT_URL) };
}
