/** tagwright explain */

import type { Command } from 'commander';
import {
  isContradicted,
  type ExplanationBasis,
  type PhotoExplanation,
} from '../../shared/photo-explanation.ts';
import type { Decision } from '../../shared/threshold.ts';
import { explainPhoto } from '../../main/training/explain-photo.ts';
import { createHeldOutReader } from '../../main/training/held-out-photos.ts';
import { findPhoto } from '../find-photo.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { count, counted, NOTHING, printable, ratio, table } from '../print.ts';
import { withLibrary } from '../session.ts';

const EXAMPLES = `
Examples:
  tagwright explain img_1.jpg
  tagwright explain '#12'

The loss is the binary cross-entropy of the label: −ln p where the photo has it, −ln(1 − p) where it has it not. A large
share means: this label is what makes the photo hard, or its annotation is wrong.`;

const BAR_WIDTH = 20;

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .summary('show what makes a photo hard for the model, label by label')
    .description(
      'Shows of a photo of the library what is known of every label, what the active model says, and how much of the loss comes from it.',
    )
    .argument('<photo>', 'a file, or the number of a photo')
    .addHelpText('after', EXAMPLES)
    .action((photo: string, _: object, command: Command) =>
      perform(command, (invocation) => explain(invocation, photo)),
    );
}

async function explain(invocation: Invocation, photo: string): Promise<Outcome> {
  return withLibrary(invocation, false, async ({ app }) => {
    const { library } = app;
    const photoId = findPhoto(app, photo);
    const explanation = await explainPhoto(library, createHeldOutReader(library), photoId);
    const named = explanation.labels.map((label) => ({
      label: library.labels.get(label.labelId)!.name,
      ...label,
    }));
    const file = library.photos.get([photoId])[0]!.files[0] ?? null;
    return {
      document: { ...explanation, file, labels: named },
      lines: [`Photo ${photoId}  ${printable(file ?? NOTHING)}`, ...explanationLines(explanation, named)],
    };
  });
}

const bases: Record<ExplanationBasis, string> = {
  'held-out': 'The percentages are of a head that did not learn from this photo.',
  learned: 'The model learned from this photo, so its percentages look better than they are.',
  unseen: 'The model did not learn from this photo.',
};

const known = { present: 'yes', absent: 'no', unknown: NOTHING };
const actions: Record<Decision, string> = { apply: 'tags it', suggest: 'asks', none: 'leaves it' };

type NamedLabel = PhotoExplanation['labels'][number] & { label: string };

function explanationLines({ basis, loss, modelId }: PhotoExplanation, labels: NamedLabel[]): string[] {
  return [
    `Model ${modelId}. ${bases[basis]}`,
    ...(loss === null
      ? ['Nothing is known of this photo, so there is no loss.']
      : [
          ...agreementLines(labels),
          `Mean loss over what is known: ${ratio(loss)} (0: sure and right; 0.693: undecided; more: sure and wrong)`,
        ]),
    '',
    ...table(
      [
        { title: 'Label' },
        { title: 'Known' },
        { title: 'Model says', isNumber: true },
        { title: 'Tags from', isNumber: true },
        { title: 'So it' },
        { title: 'Loss', isNumber: true },
        { title: 'Share of the loss' },
      ],
      labels.map(({ label, target, probability, apply, decision, loss: own, share }) => [
        label,
        known[target],
        percent(probability),
        percent(apply),
        actions[decision],
        ratio(own),
        share === null ? NOTHING : `${bar(share)} ${(100 * share).toFixed(0)}%`,
      ]),
    ),
  ];
}

/** The labels of which the model would say the contrary, in words. */
function agreementLines(labels: NamedLabel[]): string[] {
  const answered = labels.filter(({ target }) => target !== 'unknown');
  const contradicted = answered.filter(isContradicted);
  if (contradicted.length === 0)
    return [`The model agrees with all that is known, ${counted(answered.length, 'label')}.`];
  return [
    `The model contradicts ${count(contradicted.length)} of ${counted(answered.length, 'known label')}:`,
    ...contradicted.map(({ label, target, probability, apply }) => {
      const truth = target === 'present' ? 'is there' : 'is not there';
      return `  ${printable(label)} ${truth}, but the model says ${percent(probability)} and tags from ${percent(apply)} on.`;
    }),
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function bar(share: number): string {
  const filled = Math.round(share * BAR_WIDTH);
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}
