/**
 * `npm run accuracy`: measures, on the photo sets of ../shared/data, what the documentation says about accuracy, and
 * writes docs/accuracy.md. `-- NAME …` runs single studies and leaves the other sections as they are; `--data DIR` names
 * another place with the same sets. The photos are not part of Tagwright.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { activeLearningStudy } from './accuracy/active-learning.ts';
import { calibrationStudy } from './accuracy/calibration.ts';
import { defaultsStudy } from './accuracy/defaults.ts';
import { fineTuningFewStudy } from './accuracy/fine-tuning-few.ts';
import { fineTuningStudies } from './accuracy/fine-tuning.ts';
import { heatMapsStudy } from './accuracy/heat-maps.ts';
import { labelEfficiencyStudy } from './accuracy/label-efficiency.ts';
import { imbalanceStudy } from './accuracy/imbalance.ts';
import { labelErrorsStudy } from './accuracy/label-errors.ts';
import { partialLabelsStudy } from './accuracy/partial-labels.ts';
import { replaceSection } from './accuracy/sections.ts';
import { starterLabelsStudy } from './accuracy/starter-labels.ts';
import type { Study } from './accuracy/study.ts';

const studies: Study[] = [
  defaultsStudy,
  starterLabelsStudy,
  heatMapsStudy,
  labelEfficiencyStudy,
  calibrationStudy,
  imbalanceStudy,
  partialLabelsStudy,
  labelErrorsStudy,
  activeLearningStudy,
  ...fineTuningStudies,
  fineTuningFewStudy,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '..', '..', 'shared', 'data') },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'docs', 'accuracy.md') },
  },
});
const unknown = positionals.find((name) => !studies.some(({ id }) => id === name));
if (unknown !== undefined)
  throw new Error(`There is no study "${unknown}". There are: ${studies.map(({ id }) => id).join(', ')}.`);
const dataFolder = resolve(values.data);
if (!existsSync(dataFolder)) throw new Error(`There is no folder ${dataFolder}; name one with --data.`);

for (const study of studies) {
  if (positionals.length > 0 && !positionals.includes(study.id)) continue;
  const started = performance.now();
  const markdown = await study.run({ dataFolder, say: (line) => console.error(`${study.id}: ${line}`) });
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.error(`${study.id}: done in ${minutes} minutes`);
  // written after each study, so that a later one that fails costs nothing
  const document = existsSync(values.out) ? readFileSync(values.out, 'utf8') : '';
  const order = studies.map(({ id }) => id);
  writeFileSync(values.out, replaceSection(document, order, study, markdown));
}
