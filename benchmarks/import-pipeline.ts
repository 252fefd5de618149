/** From 12-megapixel JPEG files to stored embeddings and thumbnails, against the bound of its two halves. */

import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createApp } from '../src/main/app.ts';
import type { Engine } from '../src/main/engine/engine.ts';
import { createLocalEngine } from '../src/main/engine/local-engine.ts';
import { decodePhoto } from '../src/main/images/decode-photo.ts';
import { openPhotoFile } from '../src/main/images/open-photo-file.ts';
import { writeThumbnail } from '../src/main/images/write-thumbnail.ts';
import { createEmbedder, EMBEDDING_BATCH_SIZE } from '../src/main/ml/embedder.ts';
import { findResourcesFolder, loadBackbone } from '../src/main/ml/load-backbone.ts';
import { quietContext } from '../src/main/task-context.ts';
import { DEFAULT_BACKBONE } from '../src/shared/model.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import type { BenchmarkResult } from './benchmark-result.ts';

const PHOTOS = 160;
const WIDTH = 4000;
const HEIGHT = 3000;
/** Decodes in flight for the decode rate alone; more did not make it faster. */
const DECODES_IN_FLIGHT = availableParallelism() * 2;

/** Photos/s of each half alone and of the whole, each the best of three interleaved rounds. */
export async function run(): Promise<BenchmarkResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-benchmark-'));
  try {
    const photosFolder = join(folder, 'photos');
    await makePhotos(photosFolder);
    const files = (await readdir(photosFolder)).map((name) => join(photosFolder, name));
    let decode = 0;
    let inference = 0;
    let whole = 0;
    for (let round = 0; round < 3; round++) {
      decode = Math.max(decode, await decodeRate(files, join(folder, `thumbnails-${round}`)));
      inference = Math.max(inference, await inferenceRate());
      whole = Math.max(whole, await importRate(photosFolder, join(folder, `round-${round}`)));
    }
    const bound = 1 / (1 / decode + 1 / inference);
    return [
      {
        name: '12-megapixel JPEG files to stored embeddings and thumbnails',
        unit: 'photos/s',
        ours: whole,
        reference: bound,
        referenceName: 'bound 1/(1/decode + 1/inference), measured in this run',
        ratio: whole / bound,
        target: 0.85,
        detail: `decode alone ${decode.toFixed(1)}/s, inference alone ${inference.toFixed(1)}/s`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Cloudy noise over a few shapes: about the size in bytes of a camera's JPEG. */
async function makePhotos(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const random = createSeededRandom(7);
  const base = 500;
  for (let photo = 0; photo < PHOTOS; photo++) {
    const pixels = new Uint8Array(base * base * 3);
    for (let i = 0; i < pixels.length; i++) pixels[i] = 96 + random.integer(64);
    await sharp(pixels, { raw: { width: base, height: base, channels: 3 } })
      .resize(WIDTH, HEIGHT, { fit: 'fill', kernel: 'cubic' })
      .jpeg({ quality: 92 })
      .toFile(join(folder, `photo-${String(photo).padStart(4, '0')}.jpg`));
  }
}

async function decodeRate(files: string[], thumbnailsFolder: string): Promise<number> {
  await mkdir(thumbnailsFolder, { recursive: true });
  const started = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let file = files[next++]; file !== undefined; file = files[next++]) {
      const decoded = await decodePhoto(await openPhotoFile(file));
      await writeThumbnail(thumbnailsFolder, decoded.contentHash, decoded.thumbnail.bytes);
    }
  };
  await Promise.all(Array.from({ length: DECODES_IN_FLIGHT }, worker));
  return (files.length * 1000) / (performance.now() - started);
}

async function inferenceRate(): Promise<number> {
  const backbone = await loadBackbone(DEFAULT_BACKBONE, findResourcesFolder());
  const embedder = await createEmbedder(backbone);
  const count = EMBEDDING_BATCH_SIZE;
  const pixels = new Uint8Array(count * embedder.inputSizeBytes).fill(127);
  await embedder.embed(pixels, count);
  const batches = 40;
  const started = performance.now();
  for (let batch = 0; batch < batches; batch++) await embedder.embed(pixels, count);
  const rate = (batches * count * 1000) / (performance.now() - started);
  await embedder.close();
  return rate;
}

async function importRate(photosFolder: string, folder: string): Promise<number> {
  const engine = createLocalEngine();
  const app = createApp({ folder: join(folder, 'benchmark.tagwright'), engine });
  await warmUp(engine, photosFolder);
  const started = performance.now();
  const { finished } = app.jobs.start('import', 'Import', { paths: [photosFolder], labelsFile: null });
  const job = await finished;
  const seconds = (performance.now() - started) / 1000;
  if (job.state !== 'done' || app.summary().photos !== PHOTOS)
    throw new Error(`The import ended ${job.state} with ${app.summary().photos} photos.`);
  await app.close();
  await engine.close();
  return PHOTOS / seconds;
}

/** Loads the network, so that a short run does not measure that. */
async function warmUp(engine: Engine, photosFolder: string): Promise<void> {
  const [name] = await readdir(photosFolder);
  const files = [{ path: join(photosFolder, name!) }];
  const request = { files, backbone: DEFAULT_BACKBONE, thumbnailsFolder: null };
  await engine.readPhotos(request, quietContext(), () => {});
}
