/** Orders photos of a library by what they are worth and how unlike they are, from their stored embeddings. */

import { spreadOut } from '../ml/spread-out.ts';
import type { SpreadRequest } from './engine.ts';
import { readEmbeddings } from './stored-embeddings.ts';

/** See Engine.spreadPhotos. */
export function spreadPhotos({
  databaseFile,
  backbone,
  photoIds,
  worth,
  seenIds,
  count,
}: SpreadRequest): Promise<number[]> {
  const all = [...photoIds, ...seenIds];
  const { embeddings, width } = readEmbeddings(databaseFile, all, backbone);
  const worthOfAll = new Float32Array(all.length);
  worthOfAll.set(worth);
  const isSeen = new Uint8Array(all.length).fill(1, photoIds.length);
  const order = spreadOut({ embeddings, width, worth: worthOfAll, isSeen }, count);
  return Promise.resolve(Array.from(order, (index) => all[index]!));
}
