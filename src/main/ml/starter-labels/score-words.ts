/** What the pretrained classifier says of photos, in everyday words. */

import { availableParallelism } from 'node:os';
import { InferenceSession, Tensor } from '../onnx-runtime.ts';
import { sessionOptions } from '../embedder.ts';
import type { Classifier } from '../load-backbone.ts';
import { DATA_TYPE, encodeOnnxModel } from '../onnx-protobuf.ts';
import type { StarterWord } from './words.ts';

/** Rows in one run: 20 MB of class probabilities. */
const BATCH_SIZE = 2048;

export interface WordScorer {
  /**
   * embeddings  N×width row-major, of the backbone that the classifier belongs to
   * returns     Float32Array N×words row-major, 0..1: the sum of the softmax over each word's classes
   */
  score(embeddings: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Which classes belong to each word.
 *
 * labels  the classes' names in the classifier's order
 * throws  Error when a word names a class that is not there, or one that another word has
 */
export function classesOfWords(words: readonly StarterWord[], labels: readonly string[]): number[][] {
  const owner = new Map<number, string>();
  return words.map(({ en, classes }) => {
    const found = classes.split(';').flatMap((part) => rangeOf(part.trim(), labels));
    for (const place of found) {
      if (owner.has(place))
        throw new Error(`"${labels[place]}" belongs to "${owner.get(place)}" and to "${en}"`);
      owner.set(place, en);
    }
    return found;
  });
}

function rangeOf(part: string, labels: readonly string[]): number[] {
  const [first, last] = part.split('..');
  const start = placeOf(first!, labels);
  if (last === undefined) return [start];
  const end = placeOf(last, labels);
  if (end <= start) throw new Error(`"${part}" runs backwards`);
  return Array.from({ length: end - start + 1 }, (_, step) => start + step);
}

function placeOf(name: string, labels: readonly string[]): number {
  const [label, number = '1'] = name.split('#');
  let place = -1;
  for (let seen = 0; seen < Number(number); seen++) {
    place = labels.indexOf(label!, place + 1);
    if (place < 0) throw new Error(`there is no class "${name}"`);
  }
  return place;
}

/** Opens a classifier for these words; nothing of it is needed afterwards. */
export async function createWordScorer(
  { kernel, bias, labels }: Classifier,
  words: readonly StarterWord[],
): Promise<WordScorer> {
  const width = kernel.length / labels.length;
  const members = new Float32Array(labels.length * words.length);
  for (const [word, classes] of classesOfWords(words, labels).entries())
    for (const place of classes) members[place * words.length + word] = 1;
  const session = await InferenceSession.create(
    encodeOnnxModel({
      name: 'words',
      nodes: [
        { opType: 'Gemm', input: ['embeddings', 'kernel', 'bias'], output: 'logits' },
        { opType: 'Softmax', input: ['logits'], output: 'classes', attributes: { axis: 1 } },
        { opType: 'MatMul', input: ['classes', 'members'], output: 'words' },
      ],
      initializers: [
        { name: 'kernel', dims: [width, labels.length], values: kernel },
        { name: 'bias', dims: [labels.length], values: bias },
        { name: 'members', dims: [labels.length, words.length], values: members },
      ],
      inputs: [{ name: 'embeddings', dataType: DATA_TYPE.float, dims: ['N', width] }],
      outputs: [{ name: 'words', dataType: DATA_TYPE.float, dims: ['N', words.length] }],
    }),
    sessionOptions(availableParallelism()),
  );
  return {
    async score(embeddings) {
      const count = embeddings.length / width;
      const scores = new Float32Array(count * words.length);
      for (let start = 0; start < count; start += BATCH_SIZE) {
        const end = Math.min(start + BATCH_SIZE, count);
        const batch = embeddings.subarray(start * width, end * width);
        const outputs = await session.run({
          embeddings: new Tensor('float32', batch, [end - start, width]),
        });
        scores.set(outputs['words']!.data as Float32Array, start * words.length);
      }
      return scores;
    },
    close: () => session.release(),
  };
}
