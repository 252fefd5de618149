/**
 * An engine for the library's logic: it reads real files and hashes them, but decodes nothing, and its thumbnails are no
 * pictures. Files whose text begins
 * with "broken" are problems; the embedding repeats the first byte of the content.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Engine, PhotoReading } from '../../src/main/engine/engine.ts';
import { thumbnailFile } from '../../src/main/images/write-thumbnail.ts';
import { toFloat16 } from '../../src/main/ml/float16.ts';
import { fakeEngine } from './fake-engine.ts';
import { verbatim } from '../../src/shared/sentences/sentence.ts';

export const EMBEDDING_WIDTH = 8;

export interface HashingEngine extends Engine {
  /** every path that was read, in order */
  readPaths: string[];
}

/** Makes the engine; overrides answer the other calls. */
export function hashingEngine(overrides: Partial<Engine> = {}): HashingEngine {
  const readPaths: string[] = [];
  const readOne = (path: string, knownHashes: string[], thumbnailsFolder: string | null): PhotoReading => {
    readPaths.push(path);
    const bytes = readFileSync(path);
    const { size: sizeBytes, mtimeMs } = statSync(path);
    const modifiedAt = Math.trunc(mtimeMs);
    const contentHash = createHash('sha256').update(bytes).digest('hex');
    if (bytes.toString().startsWith('broken'))
      return {
        kind: 'problem',
        path,
        code: 'unreadable-photo',
        message: verbatim(`${path} is broken.`),
        sizeBytes,
        modifiedAt,
      };
    if (knownHashes.includes(contentHash)) return { kind: 'known', path, contentHash, sizeBytes, modifiedAt };
    if (thumbnailsFolder !== null) writeThumbnail(thumbnailsFolder, contentHash);
    return {
      kind: 'photo',
      path,
      contentHash,
      sizeBytes,
      modifiedAt,
      width: 4,
      height: 3,
      format: 'jpeg',
      takenAt: null,
      camera: null,
      embedding: toFloat16(new Float32Array(EMBEDDING_WIDTH).fill(bytes[0] ?? 0)),
      tunedEmbedding: null,
      warning: bytes.toString().startsWith('warn') ? verbatim(`${path} misses its last bytes.`) : null,
    };
  };
  return {
    ...fakeEngine(overrides),
    readPaths,
    async readPhotos(request, context, onReadings) {
      for (const file of request.files) {
        context.signal.throwIfAborted();
        await onReadings([readOne(file.path, file.knownHashes ?? [], request.thumbnailsFolder)]);
      }
    },
  };
}

function writeThumbnail(folder: string, contentHash: string): void {
  const file = thumbnailFile(folder, contentHash);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'a thumbnail');
}
