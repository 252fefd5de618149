/** How long a network would take to look at the photos that it has not seen, told before it is chosen for good. */

import type { BackboneId } from '../../shared/model.ts';
import type { LookingTime } from '../../shared/training-preview.ts';
import { quietContext, type TaskContext } from '../task-context.ts';
import type { Library } from './library.ts';
import { untunedNetwork } from './network-in-use.ts';
import { readRobustly } from './read-robustly.ts';

/** As many as the engine embeds at once: with fewer photos to look at, nobody needs to be told. */
const PHOTOS_PER_ROUND = 8;
const MOST_ROUNDS = 3;
const ENOUGH_MS = 1500;

/**
 * Reads some of the photos that lack an embedding of a backbone, from all over the library, and multiplies. What is read
 * is not kept.
 *
 * now      a clock, in ms
 * returns  null when hardly any photo lacks one
 */
export async function timeLooking(
  library: Library,
  backbone: BackboneId,
  context: TaskContext = quietContext(),
  now: () => number = () => performance.now(),
): Promise<LookingTime | null> {
  const lacking = library.photos.idsWithoutEmbedding(backbone);
  if (lacking.length < PHOTOS_PER_ROUND) return null;
  const options = { ...untunedNetwork(backbone), thumbnailsFolder: null };
  const read = (files: { path: string }[]): Promise<void> =>
    readRobustly(library.engine, files, options, context, () => {});
  const sampled = Math.min(lacking.length, MOST_ROUNDS * PHOTOS_PER_ROUND);
  const files = Array.from({ length: sampled }, (_, place) => ({
    path: lacking[Math.floor((place * lacking.length) / sampled)]!.path,
  }));
  // The first one waits for the network to be loaded.
  await read(files.slice(0, 1));
  const startedAt = now();
  let done = 0;
  while (done < sampled && (done === 0 || now() - startedAt < ENOUGH_MS)) {
    const round = files.slice(done, done + PHOTOS_PER_ROUND);
    await read(round);
    done += round.length;
  }
  const secondsPerPhoto = (now() - startedAt) / 1000 / done;
  return { photos: lacking.length, seconds: secondsPerPhoto * lacking.length };
}
