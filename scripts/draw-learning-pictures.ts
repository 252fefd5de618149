/**
 * `npm run docs:pictures`: draws the pictures of docs/learning.md and writes its computed passages, all from the product's
 * own functions. `-- --train` also repeats the small training on drawn photos that some of them show (a minute).
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  exampleScoresFile,
  makeExampleScores,
  picturesFolder,
  readExampleScores,
} from './learning/example-scores.ts';
import {
  computeLearningPassages,
  drawLearningPictures,
  fillPage,
  learningPage,
} from './learning/pictures.ts';

const { values } = parseArgs({ options: { train: { type: 'boolean', default: false } } });
if (values.train) writeFileSync(exampleScoresFile, JSON.stringify(await makeExampleScores()) + '\n');
const example = readExampleScores();
for (const [name, svg] of Object.entries(drawLearningPictures(example)))
  writeFileSync(join(picturesFolder, name), svg);
writeFileSync(
  learningPage,
  await fillPage(readFileSync(learningPage, 'utf8'), computeLearningPassages(example)),
);
