/** tagwright train */

import { InvalidArgumentError, Option, type Command } from 'commander';
import { isNetwork } from '../../shared/composed-backbones.ts';
import type { Evaluation } from '../../shared/evaluation.ts';
import type { ComposedBackboneId, Model } from '../../shared/model.ts';
import { augmentations, backboneIds, fineTuneParts } from '../../shared/model.ts';
import { adviseNetwork } from '../../shared/network-advice.ts';
import { timeLooking } from '../../main/library/time-looking.ts';
import { estimateTraining } from '../../main/training/estimate-training.ts';
import { refuseUntrainable } from '../../main/training/train-model.ts';
import type { LookingTime, TrainingEstimate } from '../../shared/training-preview.ts';
import {
  defaultTrainingSettings,
  resolveTrainingSettings,
  trainingRanges,
} from '../../shared/training-settings.ts';
import { crossValidatedMeasures } from '../../main/training/cross-validated-measures.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { parseShare, parseWhole, parseWholeWithin } from '../parse-values.ts';
import { counted, duration, ratio } from '../print.ts';
import { problemDocuments } from '../report-problems.ts';
import { runJob, runTask } from '../run-job.ts';
import { withLibrary } from '../session.ts';
import { modelDocument } from '../threshold-document.ts';

interface TrainOptions {
  backbone?: string;
  seed?: number;
  hidden?: number;
  epochs?: number;
  imbalance?: number;
  assumeAbsent?: number;
  fineTune?: string;
  augment?: string;
}

const EXAMPLES = `
Examples:
  tagwright train
  tagwright train --backbone mobilenet-v2-0.35    the fast one
  tagwright train --backbone two-networks         better from few photos; every photo takes twice as long
  tagwright train --backbone eight-views          the same for photos taken from above, eight times as long
  tagwright train --hidden 256 --seed 7
  tagwright train --assume-absent 0.1             photos tagged with some of what they show, nothing said of the rest
  tagwright train --fine-tune top                 minutes instead of seconds; little to gain from few photos
  tagwright train --fine-tune top --augment mirror-and-turn    for photos taken from above

The same seed, photos and labels give the same model.`;

export function addTrainCommand(program: Command): void {
  const { backbone, seed, hiddenUnits, maxEpochs, imbalance, assumeAbsent, fineTune, augmentation } =
    defaultTrainingSettings;
  program
    .command('train')
    .summary('learn from everything that is tagged')
    .description(
      'Learns a new model from the tagged photos, tunes its thresholds, and makes it the active one. Earlier models stay.',
    )
    .addOption(chosenFrom('--backbone <id>', backboneIds, `${backboneIds.join(', ')} (default: ${backbone})`))
    .option('--seed <number>', `another one gives another model (default: ${seed})`, parseWhole)
    .option(
      '--hidden <units>',
      `width of a hidden layer, 0 for none (default: ${hiddenUnits})`,
      parseWholeWithin(trainingRanges.hiddenUnits),
    )
    .option(
      '--epochs <number>',
      `at most; it ends earlier when nothing improves (default: ${maxEpochs})`,
      parseWholeWithin(trainingRanges.maxEpochs),
    )
    .option(
      '--imbalance <strength>',
      `0 to 1: how much more the photos of rare labels weigh (default: ${imbalance})`,
      parseShare,
    )
    .option(
      '--assume-absent <strength>',
      `0 to 1: how much a label of which a tagged photo says nothing counts as absent (default: ${assumeAbsent})`,
      parseShare,
    )
    .addOption(
      chosenFrom(
        '--fine-tune <part>',
        fineTuneParts,
        `${fineTuneParts.join(', ')}: also the last blocks of the network, or all of it (default: ${fineTune})`,
      ),
    )
    .addOption(
      chosenFrom(
        '--augment <views>',
        augmentations,
        `${augmentations.join(', ')}: what fine-tuning also shows of every photo; turned ones suit photos taken from above (default: ${augmentation})`,
      ),
    )
    .addHelpText('after', EXAMPLES)
    .action((options: TrainOptions, command: Command) =>
      perform(command, (invocation) => train(invocation, options)),
    );
}

/** The help names the words by itself; commander would name them again. */
function chosenFrom(flags: string, words: readonly string[], description: string): Option {
  return new Option(flags, description).argParser((text: string) => {
    if (!words.includes(text)) throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}.`);
    return text;
  });
}

async function train(invocation: Invocation, options: TrainOptions): Promise<Outcome> {
  const settings = resolveTrainingSettings({
    backbone: options.backbone as Model['settings']['backbone'] | undefined,
    seed: options.seed,
    hiddenUnits: options.hidden,
    maxEpochs: options.epochs,
    imbalance: options.imbalance,
    assumeAbsent: options.assumeAbsent,
    fineTune: options.fineTune as Model['settings']['fineTune'] | undefined,
    augmentation: options.augment as Model['settings']['augmentation'] | undefined,
  });
  refuseUntrainable(settings);
  if (!isNetwork(settings.backbone)) console.error(composedLine(settings.backbone));
  return withLibrary(invocation, false, async (session) => {
    if (settings.fineTune !== 'head') {
      const estimate = await runTask(session, (context) =>
        estimateTraining(session.app.library, settings, context),
      );
      if (estimate !== null) console.error(estimateLine(estimate));
    }
    if (!isNetwork(settings.backbone)) {
      const looking = await runTask(session, (context) =>
        timeLooking(session.app.library, settings.backbone, context),
      );
      if (looking !== null) console.error(lookingLine(looking));
    }
    const { report: model, problems } = await runJob<Model>(session, 'train', 'Train a model', settings);
    const crossValidated = await crossValidatedMeasures(session.app.library, model.id);
    return {
      document: { model: modelDocument(model), crossValidated, problemList: problemDocuments(problems) },
      lines: trainLines(model, crossValidated),
      problems,
    };
  });
}

function composedLine(backbone: ComposedBackboneId): string {
  const { looks, times } = {
    'two-networks': { looks: 'Two networks look at every photo', times: 'twice' },
    'eight-views': { looks: 'Every photo is looked at in eight views', times: 'eight times' },
  }[backbone];
  return `${looks}: ${times} the work, for the whole library once and for every import while this model is active.`;
}

function lookingLine({ photos, seconds }: LookingTime): string {
  return `Looking at the ${counted(photos, 'photo')} that are new to it takes about ${duration(seconds)} on this machine, once. Ctrl-C stops it, and the same command goes on from there.`;
}

function estimateLine({ seconds, backend, photos, epochs }: TrainingEstimate): string {
  const slow = backend === 'wasm' ? '; with tfjs-node it would be several times faster' : '';
  return `Fine-tuning takes about ${duration(seconds)} on this machine (${backend}, ${counted(photos, 'photo')}, at most ${counted(epochs, 'epoch')}${slow}). Ctrl-C stops it.`;
}

function trainLines(model: Model, crossValidated: Evaluation | null): string[] {
  const { photoCounts, labels, validation, thresholds } = model;
  const lines = [
    `Model ${model.id} is trained and active: ${counted(labels.length, 'label')} from ${counted(photoCounts.train, 'photo')}, in ${duration(model.trainingSeconds)}, best after ${counted(model.bestEpoch, 'epoch')}.`,
  ];
  const measured = validation ?? crossValidated;
  if (measured === null)
    lines.push('There were too few photos to check any, so nothing is known of how well it does.');
  else
    lines.push(
      `${validation?.basis === 'validation' ? `On ${counted(measured.photos, 'photo')} set aside` : `By cross-validation on ${counted(measured.photos, 'photo')}`}: mAP ${ratio(measured.mAP)}, macro F1 ${ratio(measured.macroF1)} with tuned thresholds, ${ratio(measured.atHalf.macroF1)} at 0.5.`,
    );
  const notes = thresholds.filter((threshold) => threshold.note !== null).length;
  if (notes > 0)
    lines.push(
      `${counted(notes, 'label')} would gain from more tagged photos: tagwright thresholds list says which.`,
    );
  const advised = adviseNetwork(model);
  if (advised !== null)
    lines.push(
      `From so few photos two networks usually learn more: tagwright train --backbone ${advised}, at twice the work per photo.`,
    );
  lines.push('Next: tagwright evaluate, or tagwright auto-tag --dry-run');
  return lines;
}
