/** HEIC and HEIF pictures, decoded by libheif in a thread of its own: sharp's build has no HEVC decoder. */

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { atMost } from './at-most.ts';
import { MAXIMUM_WHOLE_PIXELS, pixelLimitError, toPixels, workingSize } from './decode-with-sharp.ts';
import type { SharpDecoding } from './decode-with-sharp.ts';
import type { HeicAnswer, HeicRequest } from './heic-worker.ts';
import { encodeTiff } from './encode-tiff.ts';
import { explainSharpFailure } from './judge-damage.ts';

/**
 * Decodes the primary picture of a HEIC file. Rotation and mirroring come from the container and are applied once;
 * the EXIF orientation, which cameras write as well, only repeats them.
 *
 * bytes        the file
 * name         of the file, for the sentences
 * timeLimitMs  the decoding thread is ended after this time; waiting for its turn does not count
 * returns      as decodeWithSharp; exif is null, as the EXIF block lies elsewhere in the file
 * throws       AppError 'too-large', 'unreadable-photo'
 */
export async function decodeHeic(bytes: Buffer, name: string, timeLimitMs: number): Promise<SharpDecoding> {
  const answer = await throughGate(() =>
    runWorker({ bytes, maximumPixels: MAXIMUM_WHOLE_PIXELS }, timeLimitMs),
  );
  switch (answer.kind) {
    case 'too-large':
      throw pixelLimitError(answer.width, answer.height, MAXIMUM_WHOLE_PIXELS, name);
    case 'failed':
      throw new AppError('unreadable-photo', say('images.heicFailed', { name }), {
        cause: new Error(answer.reason),
      });
    case 'decoded':
      return {
        picture: await toWorkingPicture(answer).catch((failure: unknown) => {
          throw explainSharpFailure(name, failure);
        }),
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
  return toPixels(sharp(encodeTiff(small, { ...size, channels, profile }), { failOn: 'none' }), size);
}

/** The decoder takes a good 100 MB for 12 megapixels. */
const throughGate = atMost(Math.min(4, availableParallelism()));

/** Source is run as it is; built code may lie in a folder of chunks below it. */
const workerFiles = ['./heic-worker.ts', './heic-worker.js', '../heic-worker.js'];

function findWorkerFile(): URL {
  const urls = workerFiles.map((file) => new URL(file, import.meta.url));
  const found = urls.find((url) => existsSync(url));
  if (!found) throw new Error(`none of ${workerFiles.join(', ')} lies beside ${import.meta.url}`);
  return found;
}

function runWorker(request: HeicRequest, timeLimitMs: number): Promise<HeicAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(findWorkerFile(), { workerData: request });
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
