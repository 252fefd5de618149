/** docs/learning.md and its pictures say what the code computes today. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reliabilityOf } from '../../../scripts/learning/draw-calibration.ts';
import { picturesFolder, readExampleScores } from '../../../scripts/learning/example-scores.ts';
import {
  computeLearningPassages,
  drawLearningPictures,
  fillPage,
  learningPage,
} from '../../../scripts/learning/pictures.ts';
import { exampleLogits, softmax, workedExample } from '../../../scripts/learning/worked-example.ts';

const example = readExampleScores();
const page = readFileSync(learningPage, 'utf8');

test('the numbers in the page are those that the code computes (else: npm run docs:pictures)', async () => {
  expect(await fillPage(page, computeLearningPassages(example))).toBe(page);
});

describe('the pictures are those that the code draws (else: npm run docs:pictures)', () => {
  const pictures = drawLearningPictures(example);

  test.each(Object.entries(pictures))('%s', (name, svg) => {
    expect(readFileSync(join(picturesFolder, name), 'utf8')).toBe(svg);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('every picture is in the page, and no other lies about', () => {
    const shown = [...page.matchAll(/\]\(images\/learning\/(.+?)\)/g)].map(([, name]) => name!);
    expect(shown.sort()).toEqual(Object.keys(pictures).sort());
    expect(
      readdirSync(picturesFolder)
        .filter((name) => name.endsWith('.svg'))
        .sort(),
    ).toEqual(shown);
  });
});

test('links in the page lead somewhere', () => {
  const links = [...page.matchAll(/\]\(([a-z][^):]*\.md)\)/g)].map(([, file]) => file!);
  expect(links.length).toBeGreaterThan(0);
  for (const file of links) expect(existsSync(join(dirname(learningPage), file)), file).toBe(true);
});

test('the worked example: targets 1 0 1 0, probabilities 0.9 0.2 0.8 0.1', () => {
  const table = workedExample();
  expect([...table.matchAll(/\d\.\d{4}/g)].map(String)).toEqual([
    '0.1054',
    '0.2231',
    '0.2231',
    '0.1054',
    '0.1643',
  ]);
});

test('softmax shares add up to one and keep the order, also of huge logits', () => {
  const shares = softmax(exampleLogits);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  // e^z of p is p / (1 − p): 9, 0.25, 4 and 1/9
  expect(shares[0]).toBeCloseTo(9 / (9 + 0.25 + 4 + 1 / 9), 12);
  expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
});

test('the calibration error is 0 when every drawer is right, and its distance when not', () => {
  const answers = (probability: number, right: number) => ({
    ...example,
    probabilities: Array.from({ length: 10 }, () => [probability]),
    targets: Array.from({ length: 10 }, (_, photo) => [photo < right ? 1 : 0]),
  });
  expect(reliabilityOf(answers(0.7, 7)).error).toBeCloseTo(0, 12);
  expect(reliabilityOf(answers(0.9, 5)).error).toBeCloseTo(0.4, 12);
  expect(reliabilityOf(answers(1, 10)).bins).toEqual([{ probability: 1, share: 1, count: 10 }]);
});
