/** The study of the defaults: every backbone with default settings, from import to the test photos. */

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { createApp } from '../../src/main/app.ts';
import type { Engine } from '../../src/main/engine/engine.ts';
import { createLocalEngine } from '../../src/main/engine/local-engine.ts';
import type { JobContext } from '../../src/main/jobs/job-runner.ts';
import { importPhotos } from '../../src/main/library/import-photos.ts';
import { readLabelsCsv } from '../../src/main/library/labels-csv.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { evaluateModel, type SplitEvaluation } from '../../src/main/training/evaluate-model.ts';
import { trainNewModel } from '../../src/main/training/train-model.ts';
import type { JobId } from '../../src/shared/ids.ts';
import { networkIds, type BackboneId, type Model } from '../../src/shared/model.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { percent, table } from './markdown.ts';
import type { Study } from './study.ts';

interface PhotoSet {
  folder: string;
  title: string;
  about: string;
  /** which rows are the test photos; the others are learned from and tuned on */
  testSplit: 'test' | 'validation';
  references: [name: string, mAP: string, macroF1: string][];
}

const photoSets: PhotoSet[] = [
  {
    folder: 'ucm-multilabel',
    title: 'UC Merced Land Use, multi-label',
    about:
      '2,100 aerial photos, 17 labels, the published split (1,285 train, 395 validation, 420 test). Learned on train and, as everything tagged is, on validation (1,680 photos), tuned on held-out scores, measured on test; the references learned on train alone.',
    testSplit: 'test',
    references: [
      [
        'scikit-learn, one-vs-rest logistic regression (C = 0.01) on standardized MobileNetV2 1.0 embeddings',
        '93.9',
        '86.7',
      ],
      ['EfficientNetB0, whole network fine-tuned (AiTLAS benchmark arena)', '95.4', ''],
      ['ResNet50, whole network fine-tuned (AiTLAS benchmark arena)', '95.7', ''],
      ['Swin-T, whole network fine-tuned (AiTLAS benchmark arena)', '96.8', ''],
    ],
  },
  {
    folder: 'voc2012-animals',
    title: 'Pascal VOC 2012, photos with animals',
    about:
      'Photos that show at least one of five animals, 19 labels, incidental objects, some very rare. Learned and tuned on the set’s “train” part, scored by cross-validation; measured on its “val” part. Not comparable with published VOC figures, which use all photos.',
    testSplit: 'validation',
    references: [],
  },
];

interface Measured {
  backbone: BackboneId;
  model: Model;
  test: SplitEvaluation;
}

/** Default settings, seed 1, on the photo sets of the data folder. */
export const defaultsStudy: Study = {
  id: 'defaults',
  title: 'With default settings',
  async run({ dataFolder, say }) {
    const engine = createLocalEngine();
    const sections: string[] = [
      'Seed 1, a frozen backbone with a linear head. With a 95% bootstrap interval over the test photos; F1 at 0.5 and at the thresholds tuned on held-out predictions.',
    ];
    for (const set of photoSets) {
      if (!existsSync(join(dataFolder, set.folder, 'labels.csv'))) {
        say(`${set.folder} is not in ${dataFolder}: left out.`);
        continue;
      }
      const measured: Measured[] = [];
      for (const backbone of networkIds) {
        measured.push(await measure(engine, join(dataFolder, set.folder), set, backbone));
        say(`${set.folder}, ${backbone}: mAP ${percent(measured.at(-1)!.test.mAP)}`);
      }
      sections.push(formatSet(set, measured));
    }
    await engine.close();
    return sections.join('\n\n');
  },
};

async function measure(
  engine: Engine,
  folder: string,
  set: PhotoSet,
  backbone: BackboneId,
): Promise<Measured> {
  const temporary = mkdtempSync(join(tmpdir(), 'tagwright-accuracy-'));
  const app = createApp({ folder: join(temporary, 'accuracy.tagwright'), engine });
  try {
    const labelsFile = await labelsWithTestSplit(folder, set, temporary);
    const context = quietJobContext();
    await importPhotos(app.library, { paths: [], labelsFile }, context);
    const model = await trainNewModel(app.library, resolveTrainingSettings({ backbone }), context);
    const test = await evaluateModel(app.library, { split: 'test', bootstrapRounds: 1000 }, context);
    return { backbone, model, test };
  } finally {
    await app.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Where a set has no test part, its validation part is the test part, and Tagwright chooses its own validation. */
async function labelsWithTestSplit(folder: string, set: PhotoSet, temporary: string): Promise<string> {
  const labelsFile = join(folder, 'labels.csv');
  if (set.testSplit === 'test') return labelsFile;
  const csv = await readLabelsCsv(labelsFile);
  const rows = csv.rows.map((row) => [
    row.file,
    row.labels.join('|'),
    row.split === set.testSplit ? 'test' : '',
  ]);
  const file = join(temporary, 'labels.csv');
  writeFileSync(file, stringify([['file', 'labels', 'split'], ...rows]));
  return file;
}

function quietJobContext(): JobContext {
  return {
    ...quietContext(),
    jobId: 0 as JobId,
    problem: (problem) => console.error(problem.message.english),
  };
}

function formatSet(set: PhotoSet, measured: Measured[]): string {
  const summary = table(
    ['', 'mAP (95% interval)', 'macro F1 at 0.5', 'macro F1 tuned', 'micro F1 at 0.5', 'micro F1 tuned'],
    [
      ...measured.map(({ backbone, test }) => [
        `**Tagwright, ${backbone}**`,
        `**${percent(test.mAP)}** (${percent(test.mAPInterval?.low ?? null)}–${percent(test.mAPInterval?.high ?? null)})`,
        percent(test.atHalf.macroF1),
        percent(test.macroF1),
        percent(test.atHalf.microF1),
        percent(test.microF1),
      ]),
      ...set.references.map(([name, mAP, macroF1]) => [name, mAP, macroF1, '', '', '']),
    ],
  );
  const first = measured[0]!;
  const labels = table(
    ['label', 'test photos', 'AP', 'threshold', 'P', 'R', 'F1', 'F1 at 0.5'],
    first.test.labels.map((label) => [
      label.label,
      String(label.support),
      percent(label.averagePrecision),
      label.threshold.toFixed(2),
      percent(label.precision),
      percent(label.recall),
      percent(label.f1),
      percent(label.atHalf.f1),
    ]),
  );
  const { train, validation } = first.model.photoCounts;
  return [
    `### ${set.title}`,
    set.about,
    `${train} photos learned from, ${validation} for validation, ${first.test.photos} test photos. Head trained on the ${first.model.backend} backend in ${first.model.trainingSeconds.toFixed(0)} s, cross-validation and threshold tuning included.`,
    summary,
    `Per label, ${first.backbone}:`,
    labels,
  ].join('\n\n');
}
