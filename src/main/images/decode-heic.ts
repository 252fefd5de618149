/** HEIC and HEIF pictures, decoded by libheif in a thread of its own: sharp's build has no HEVC decoder. */

import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { AppError } from '../../shared/errors.ts';
import { MAXIMUM_WHOLE_PIXELS, pixelLimitError, toPixels, workingSize } from './decode-with-sharp.ts';
import type { SharpDecoding } from './decode-with-sharp.ts';
import type { HeicAnswer, HeicRequest } from './heic-worker.ts';
import { encodeTiff } from './encode-tiff.ts';

/**
 * Decodes the primary picture of a HEIC file. Rotation and mirroring come from the container and are applied once;
 * the EXIF orientation, which cameras write as well, only repeats them.
 *
 * bytes        the file
 * name         of the file, for the sentences
 * timeLimitMs  the decoding thread is ended after this time
 * returns      as decodeWithSharp; exif is null, as the EXIF block lies elsewhere in the file
 * throws       AppError 'too-large', 'unreadable-photo'
 */
export async function decodeHeic(bytes: Buffer, name: string, timeLimitMs: number): Promise<SharpDecoding> {
  const answer = await runWorker({ bytes, maximumPixels: MAXIMUM_WHOLE_PIXELS }, timeLimitMs);
  switch (answer.kind) {
    case 'too-large':
      throw pixelLimitError(answer.width, answer.height, MAXIMUM_WHOLE_PIXELS, name);
    case 'failed':
      throw new AppError(
        'unreadable-photo',
        `“${name}” is damaged or of a HEIC variant that cannot be decoded; save it as JPEG to use it.`,
        { cause: new Error(answer.reason) },
      );
    case 'decoded':
      return {
        picture: await toWorkingPicture(answer),
        width: answer.width,
        height: answer.height,
        exif: null,
        warning: null,
      };
  }
}

type DecodedHeic = Extract<HeicAnswer, { kind: 'decoded' }>;

async function toWorkingPicture({ pixels, width, height, channels, profile }: DecodedHeic) {
  const size = workingSize(width, height);
  const raw = sharp(pixels, { raw: { width, height, channels } });
  if (!profile) return toPixels(raw, size);
  // Raw pixels cannot carry a profile into sharp: they are made small first, then wrapped in a TIFF that can.
  const small = await raw.resize(size.width, size.height, { fit: 'fill' }).raw().toBuffer();
  return toPixels(sharp(encodeTiff(small, { ...size, channels, profile })), size);
}

// Beside this file, both as source and when built.
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './heic-worker.ts' : './heic-worker.js',
  import.meta.url,
);

function runWorker(request: HeicRequest, timeLimitMs: number): Promise<HeicAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile, { workerData: request });
    const timer = setTimeout(() => finish({ kind: 'failed', reason: 'time limit' }), timeLimitMs);
    const finish = (answer: HeicAnswer) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    worker.once('message', finish);
    worker.once('error', (error) => finish({ kind: 'failed', reason: String(error) }));
    worker.once('exit', () => finish({ kind: 'failed', reason: 'the decoder stopped' }));
  });
}
