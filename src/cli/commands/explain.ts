/** tagwright explain */

import type { Command } from 'commander';
import type { ExplanationBasis, PhotoExplanation } from '../../shared/photo-explanation.ts';
import { explainPhoto } from '../../main/training/explain-photo.ts';
import { createHeldOutReader } from '../../main/training/held-out-photos.ts';
import { findPhoto } from '../find-photo.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { NOTHING, printable, ratio, table } from '../print.ts';
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
  'held-out': 'Scores by a head that did not learn from this photo.',
  learned: 'Scores by the model itself, which learned from this photo: they look better than they are.',
  unseen: 'Scores by the model; it did not learn from this photo.',
};

function explanationLines(
  { basis, loss, modelId }: PhotoExplanation,
  labels: (PhotoExplanation['labels'][number] & { label: string })[],
): string[] {
  return [
    `Model ${modelId}. ${bases[basis]}`,
    loss === null
      ? 'Nothing is known of this photo, so there is no loss.'
      : `Mean loss over the known labels: ${ratio(loss)}`,
    '',
    ...table(
      [
        { title: 'Label' },
        { title: 'Known' },
        { title: 'Probability', isNumber: true },
        { title: 'Applied from', isNumber: true },
        { title: 'Decision' },
        { title: 'Loss', isNumber: true },
        { title: 'Share of the loss' },
      ],
      labels.map(({ label, target, probability, apply, decision, loss: own, share }) => [
        label,
        target,
        ratio(probability),
        ratio(apply),
        decision,
        ratio(own),
        share === null ? NOTHING : `${bar(share)} ${(100 * share).toFixed(0)}%`,
      ]),
    ),
  ];
}

function bar(share: number): string {
  const filled = Math.round(share * BAR_WIDTH);
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}
