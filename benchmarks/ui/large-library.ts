/**
 * A library of many photos as the window's speed is measured on: rows straight through the stores, a thumbnail file
 * for every photo, labels, answers, a trained model, scores and an auto-tag run. The photos themselves are not there.
 */

import { existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../src/main/app.ts';
import { inTransaction } from '../../src/main/database/transaction.ts';
import { createLocalEngine } from '../../src/main/engine/local-engine.ts';
import { thumbnailPath } from '../../src/main/library/thumbnail-path.ts';
import { toFloat16 } from '../../src/main/ml/float16.ts';
import { sceneLabels } from '../../src/main/samples/draw-canvas.ts';
import type { LabelId, PhotoId } from '../../src/shared/ids.ts';
import { DEFAULT_BACKBONE, type Model } from '../../src/shared/model.ts';
import { createSeededRandom, type SeededRandom } from '../../src/shared/seeded-random.ts';
import { decide } from '../../src/shared/threshold.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { verbatim } from '../../src/shared/sentences/sentence.ts';
import { drawThumbnails, type DrawnThumbnail } from './draw-thumbnails.ts';

/** Raise it when the library is made in another way: the cached one is made anew. */
const LIBRARY_VERSION = 1;
const EMBEDDING_WIDTH = 1280;
const PHOTOS_PER_TRANSACTION = 2000;
const MINUTE_MS = 60_000;

const labelNames = [...sceneLabels, ...Array.from({ length: 30 }, (_, index) => `subject ${index + 1}`)];
const cameras = ['Canon EOS R5', 'FUJIFILM X-T5', 'Nikon Z 8', 'Pixel 9', 'iPhone 16', 'DJI Mini 4', null];
const places = ['coast', 'harbour', 'home', 'mountains', 'town', 'villages'];

export interface LargeLibrary {
  /** NAME.tagwright */
  folder: string;
  photos: number;
}

/**
 * The library of this size, from the cache (~/.cache/tagwright) or made now, which takes some minutes for 100,000.
 *
 * tell  progress, a few words
 */
export async function largeLibrary(photos: number, tell: (words: string) => void): Promise<LargeLibrary> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tagwright', 'ui-benchmark');
  const finished = join(cache, `v${LIBRARY_VERSION}-${photos}`);
  const folder = join(finished, 'benchmark.tagwright');
  if (existsSync(folder)) return { folder, photos };
  const unfinished = `${finished}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  tell('Drawing thumbnails');
  const thumbnails = await drawThumbnails(join(unfinished, 'drawn'));
  await makeLibrary(join(unfinished, 'benchmark.tagwright'), photos, thumbnails, tell);
  renameSync(unfinished, finished);
  return { folder, photos };
}

async function makeLibrary(
  folder: string,
  photos: number,
  thumbnails: DrawnThumbnail[],
  tell: (words: string) => void,
): Promise<void> {
  const engine = createLocalEngine();
  const app = createApp({ folder, engine });
  try {
    const maker = new LibraryMaker(app, thumbnails);
    const tagged = Math.round(photos / 10);
    tell('Adding tagged photos');
    maker.addPhotos(tagged, true);
    tell('Training a model');
    const settings = resolveTrainingSettings({ maxEpochs: 4, batchSize: 512 });
    const job = await app.jobs.start('train', 'Train', settings).finished;
    if (job.state !== 'done') throw new Error(`Training ended ${job.state}: ${job.failure?.message.english}`);
    tell('Adding the other photos');
    maker.addPhotos(photos - tagged, false);
    tell('Scoring and auto-tagging');
    maker.scoreAndTag(app.library.models.active()!);
    app.library.database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    await app.close();
    await engine.close();
  }
}

class LibraryMaker {
  readonly #app: App;
  readonly #thumbnails: DrawnThumbnail[];
  readonly #random: SeededRandom = createSeededRandom(5);
  readonly #labelIds: LabelId[];
  /** of photo n, by its place in #photoIds: indexes into labelNames */
  readonly #truths: number[][] = [];
  readonly #photoIds: PhotoId[] = [];
  #takenAt = Date.UTC(2013, 0, 5, 9);

  constructor(app: App, thumbnails: DrawnThumbnail[]) {
    this.#app = app;
    this.#thumbnails = thumbnails;
    this.#labelIds = inTransaction(app.library.database, () => app.library.labels.ensure(labelNames));
  }

  addPhotos(count: number, isTagged: boolean): void {
    for (let done = 0; done < count; done += PHOTOS_PER_TRANSACTION)
      inTransaction(this.#app.library.database, () => {
        for (let each = done; each < Math.min(count, done + PHOTOS_PER_TRANSACTION); each++)
          this.#addPhoto(isTagged);
      });
  }

  #addPhoto(isTagged: boolean): void {
    const { photos, annotations, embeddings, paths } = this.#app.library;
    const random = this.#random;
    const number = this.#photoIds.length;
    const thumbnail = this.#thumbnails[random.integer(this.#thumbnails.length)]!;
    const contentHash = hashLike(number);
    // bursts of seconds, hours between them, now and then a month without photos
    const pause = random.next();
    this.#takenAt += pause < 0.7 ? 4000 : pause < 0.99 ? 90 * MINUTE_MS : 3 * 24 * 60 * MINUTE_MS;
    const taken = new Date(this.#takenAt);
    const photoId = photos.insertPhoto({
      contentHash,
      width: thumbnail.width * 8,
      height: thumbnail.height * 8,
      format: 'jpeg',
      takenAt: random.next() < 0.97 ? this.#takenAt : null,
      camera: cameras[random.integer(cameras.length)] ?? null,
    });
    const month = taken.toISOString().slice(0, 7);
    const place = places[(taken.getUTCMonth() + taken.getUTCFullYear()) % places.length]!;
    photos.putFile({
      path: `/photos/${month.slice(0, 4)}/${month} ${place}/IMG_${number}.jpg`,
      photoId,
      sizeBytes: 4_000_000 + number,
      modifiedAt: this.#takenAt,
      warning: random.next() < 0.005 ? verbatim('The file misses its last bytes.') : null,
    });
    const file = thumbnailPath(paths, contentHash);
    mkdirSync(join(file, '..'), { recursive: true });
    linkSync(thumbnail.file, file);

    const truth = thumbnail.labels.map((label) => labelNames.indexOf(label));
    for (let label = sceneLabels.length; label < labelNames.length; label++)
      if (random.next() < 1.5 / label) truth.push(label);
    this.#photoIds.push(photoId);
    this.#truths.push(truth);
    if (!isTagged) return;
    embeddings.put(photoId, DEFAULT_BACKBONE, toFloat16(this.#embedding(truth)));
    for (const label of truth) annotations.set([photoId], this.#labelIds[label]!, 'present', 'human');
    if (random.next() < 0.8) photos.setFullyTagged([photoId], true);
    else annotations.set([photoId], this.#labelIds[random.integer(10)]!, 'absent', 'human');
  }

  /** Noise in which a label's presence can be learned, not perfectly. */
  #embedding(truth: number[]): Float32Array {
    const values = Float32Array.from({ length: EMBEDDING_WIDTH }, () => this.#random.next());
    for (const label of truth)
      for (let each = 0; each < 8; each++) values[label * 20 + each]! += 0.35 + 0.3 * this.#random.next();
    return values;
  }

  /** What training did not score, as a model of middling quality would, and an auto-tag run over everything. */
  scoreAndTag(model: Model): void {
    const { scores, runs, database, models } = this.#app.library;
    const labelIds = models.labelIdsOf(model.id);
    const indexes = labelIds.map((id) => this.#labelIds.indexOf(id!));
    const runId = runs.startRun({ modelId: model.id, jobId: null, writeMode: 'none' });
    for (let start = 0; start < this.#photoIds.length; start += PHOTOS_PER_TRANSACTION)
      inTransaction(database, () => {
        const photoIds = this.#photoIds.slice(start, start + PHOTOS_PER_TRANSACTION);
        for (const [row, photoId] of photoIds.entries()) {
          const truth = this.#truths[start + row]!;
          const probabilities =
            scores.of(photoId, model.id) ??
            Float32Array.from(indexes, (index) => this.#score(truth.includes(index)));
          scores.put(model.id, [photoId], probabilities);
          const predictions = labelIds.flatMap((labelId, position) => {
            const score = probabilities[position]!;
            const decision = decide(score, model.thresholds[position]!);
            return labelId === null || decision === 'none' ? [] : [{ labelId, score, decision }];
          });
          runs.addResults(runId, [{ photoId, predictions }]);
        }
      });
    runs.finishRun(runId, 'done');
  }

  #score(isPresent: boolean): number {
    const logit = (isPresent ? 1.2 : -3.2) + 1.3 * this.#random.normal();
    return 1 / (1 + Math.exp(-logit));
  }
}

/** 64 hex digits, spread over the thumbnail folders as real hashes are. */
function hashLike(number: number): string {
  const random = createSeededRandom(number);
  return Array.from({ length: 8 }, () =>
    random
      .integer(2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
}
