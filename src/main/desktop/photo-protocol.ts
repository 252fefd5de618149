/** photo://thumbnail/ID and photo://original/ID: pictures of the library that is shown, for the window alone. */

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { protocol, type CustomScheme } from 'electron';
import type { Library } from '../library/library.ts';
import { findPicture, parsePictureAddress, type Picture } from '../library/photo-content.ts';

/** To be registered with the window's own scheme, before Electron is ready. */
export const photoScheme: CustomScheme = {
  scheme: 'photo',
  privileges: { standard: true, secure: true, stream: true },
};

/** A thumbnail's address names its content (?v=HASH), so it need never be asked for again. */
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * Serves pictures by the photo's id; whatever else is asked for is not found.
 *
 * currentLibrary  the library that is shown now
 */
export function servePhotos(currentLibrary: () => Library): void {
  protocol.handle('photo', async (request) => {
    const address = request.method === 'GET' ? parsePictureAddress(request.url) : null;
    const picture = address && findPicture(currentLibrary(), address.kind, address.photoId);
    if (!picture) return notFound();
    try {
      return new Response(await bodyOf(picture), {
        headers: {
          'Content-Type': picture.contentType,
          'Cache-Control': picture.isImmutable ? FOREVER : 'no-cache',
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': "default-src 'none'; sandbox",
        },
      });
    } catch {
      return notFound();
    }
  });
}

/** Thumbnails are small and many: one read each. Originals may be tens of megabytes: they flow. */
async function bodyOf({ file, isImmutable }: Picture): Promise<Uint8Array<ArrayBuffer> | ReadableStream> {
  if (isImmutable) return new Uint8Array(await readFile(file));
  return Readable.toWeb(createReadStream(file)) as ReadableStream;
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'Content-Type': 'text/plain' } });
}
