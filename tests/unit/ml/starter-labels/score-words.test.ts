import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classesOfWords, createWordScorer } from '../../../../src/main/ml/starter-labels/score-words.ts';
import { starterWords } from '../../../../src/main/ml/starter-labels/words.ts';

const labelsFile = join(
  import.meta.dirname,
  '../../../../resources/backbones/efficientnet-lite0/classifier-labels.txt',
);
const labels = readFileSync(labelsFile, 'utf8').trimEnd().split('\n');

describe('the words', () => {
  test('name classes that exist, each in one word only', () => {
    const classes = classesOfWords(starterWords, labels);
    const all = classes.flat();
    expect(new Set(all).size).toBe(all.length);
    for (const [word, own] of classes.entries())
      expect(own.length, starterWords[word]!.en).toBeGreaterThan(0);
  });

  test('gather the classes they should', () => {
    const classesOf = (en: string): string[] =>
      classesOfWords(starterWords, labels)[starterWords.findIndex((each) => each.en === en)]!.map(
        (place) => labels[place]!,
      );
    // ImageNet knows 118 breeds of dog
    expect(classesOf('dog')).toHaveLength(118);
    expect(classesOf('dog')).not.toContain('dingo');
    expect(classesOf('cat')).toEqual(['tabby', 'tiger cat', 'Persian cat', 'Siamese cat', 'Egyptian cat']);
    expect(classesOf('bird')).toHaveLength(59);
    expect(classesOf('bird')).toContain('king penguin');
    expect(classesOf('beach')).toEqual(['seashore', 'sandbar']);
  });

  test('have one name each in both languages', () => {
    for (const language of ['en', 'de'] as const) {
      const names = starterWords.map((each) => each[language]);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

test('refuses unknown classes and classes in two words', () => {
  const word = (en: string, classes: string) => ({ en, de: en, classes });
  expect(() => classesOfWords([word('a', 'unicorn')], labels)).toThrow('no class "unicorn"');
  expect(() => classesOfWords([word('a', 'tabby'), word('b', 'tabby..Siamese cat')], labels)).toThrow(
    'to "a" and to "b"',
  );
  expect(() => classesOfWords([word('a', 'tiger..lion')], labels)).toThrow('backwards');
});

test('sums the softmax over the classes of each word', async () => {
  const classifier = {
    kernel: Float32Array.of(1, 0, 2, 0, 1, 0),
    bias: Float32Array.of(0.5, 0, -1),
    labels: ['p', 'q', 'r'],
  };
  const words = [
    { en: 'x', de: 'x', classes: 'p; r' },
    { en: 'y', de: 'y', classes: 'q' },
  ];
  const scorer = await createWordScorer(classifier, words);
  const scores = await scorer.score(Float32Array.of(1, 2, -1, 0.5));
  await scorer.close();
  for (const [photo, embedding] of [
    [1, 2],
    [-1, 0.5],
  ].entries()) {
    const logits = [embedding[0]! + 0.5, embedding[1]!, 2 * embedding[0]! - 1].map(Math.exp);
    const sum = logits[0]! + logits[1]! + logits[2]!;
    expect(scores[2 * photo]).toBeCloseTo((logits[0]! + logits[2]!) / sum, 5);
    expect(scores[2 * photo + 1]).toBeCloseTo(logits[1]! / sum, 5);
  }
});
