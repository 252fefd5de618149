/** Sample photos that Tagwright draws, as many as a study wants, kept in the user's cache between runs. */

import { join } from 'node:path';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { DEFAULT_BACKBONE } from '../../src/shared/model.ts';
import { accuracyCacheFolder } from './cache-folder.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';

const SEED = 11;

/** A set of `count` drawn photos, all answers known, without splits. Drawing and embedding 12,000 takes about five minutes. */
export async function readDrawnSet(count: number, say: (line: string) => void): Promise<PhotoSet> {
  const folder = join(accuracyCacheFolder(), `drawn-${count}-${SEED}`);
  say(`drawing ${count} photos, where they are not drawn yet`);
  await drawSamples({ folder, count, seed: SEED }, quietContext());
  return readPhotoSet(folder, DEFAULT_BACKBONE);
}
