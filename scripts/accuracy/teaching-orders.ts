/** Ways to choose the photos that a person tags next. */

import { spreadOut } from '../../src/main/ml/spread-out.ts';
import { PRESENT } from '../../src/shared/label.ts';
import { logit } from '../../src/shared/review-order.ts';
import type { SeededRandom } from '../../src/shared/seeded-random.ts';
import { questionEntropy } from '../../src/shared/teaching-worth.ts';
import type { PhotoSet } from './photo-set.ts';

interface Choice {
  set: PhotoSet;
  /** N×L: what the model of the tagged photos says */
  probabilities: Float32Array;
  /** L: the thresholds */
  apply: number[];
  tagged: ReadonlySet<number>;
  /** photos to choose from */
  open: number[];
  random: SeededRandom;
}

/** Chooses photos; the best first. */
export type PhotoOrder = (choice: Choice, count: number) => number[];

export const photoOrders: Record<string, PhotoOrder> = {
  'at random': ({ open, random }, count) => random.shuffle([...open]).slice(0, count),
  'most uncertain': (choice, count) => byKey(choice, entropyOf(choice), count),
  'nearest to the threshold': (choice, count) => byKey(choice, nearnessOf(choice), count),
  'most unlike': (choice, count) => spread(choice, () => 1, count),
  'teaches most': (choice, count) => spread(choice, entropyOf(choice), count),
  'rare labels first': (choice, count) => spread(choice, rareEntropyOf(choice), count),
};

type Key = (photo: number) => number;

function byKey({ open }: Choice, key: Key, count: number): number[] {
  return [...open].sort((a, b) => key(b) - key(a)).slice(0, count);
}

function spread({ set, tagged, open }: Choice, worth: Key, count: number): number[] {
  const photos = [...tagged, ...open];
  const embeddings = new Float32Array(photos.length * set.width);
  for (const [row, photo] of photos.entries())
    embeddings.set(set.embeddings.subarray(photo * set.width, (photo + 1) * set.width), row * set.width);
  const order = spreadOut(
    {
      embeddings,
      width: set.width,
      worth: Float32Array.from(photos, (photo) => (tagged.has(photo) ? 0 : worth(photo))),
      isSeen: Uint8Array.from(photos, (photo) => Number(tagged.has(photo))),
    },
    count,
  );
  return Array.from(order, (index) => photos[index]!);
}

function sumOverLabels({ set }: Choice, term: (place: number, column: number) => number): Key {
  const width = set.labels.length;
  return (photo) => {
    let sum = 0;
    for (let column = 0; column < width; column++) sum += term(photo * width + column, column);
    return sum;
  };
}

const entropyOf = (choice: Choice): Key =>
  sumOverLabels(choice, (place) => questionEntropy(choice.probabilities[place]!));

function rareEntropyOf(choice: Choice): Key {
  const { set, tagged, probabilities } = choice;
  const width = set.labels.length;
  const positives = set.labels.map((_, column) =>
    [...tagged].reduce((sum, photo) => sum + Number(set.targets[photo * width + column] === PRESENT), 0),
  );
  return sumOverLabels(
    choice,
    (place, column) => questionEntropy(probabilities[place]!) / (1 + positives[column]!),
  );
}

function nearnessOf({ set, probabilities, apply }: Choice): Key {
  const width = set.labels.length;
  return (photo) =>
    -Math.min(
      ...apply.map((threshold, column) =>
        Math.abs(logit(probabilities[photo * width + column]!) - logit(threshold)),
      ),
    );
}
