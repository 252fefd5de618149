/** tagwright thresholds list|tune|set */

import type { Command } from 'commander';
import type { Interval } from '../../shared/evaluation.ts';
import type { LabelThreshold, ThresholdObjective } from '../../shared/threshold.ts';
import { activeModel } from '../../main/training/manage-models.ts';
import { setThresholdByHand, tuneModelThresholds } from '../../main/training/tune-thresholds.ts';
import { addGroup } from '../group.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { collect, parseObjective, parseShare } from '../parse-values.ts';
import { NOTHING, printable, ratio, table } from '../print.ts';
import { withLibrary } from '../session.ts';
import { thresholdDocument } from '../threshold-document.ts';

const EXAMPLES = `
Examples:
  tagwright thresholds list
  tagwright thresholds tune                                  best F1 for every label
  tagwright thresholds tune --objective precision=0.9        as many tags as 90% precision allows
  tagwright thresholds tune --objective recall=0.8 --label beach --label sunset
  tagwright thresholds set beach 0.62

Each label has two thresholds: a photo that scores at least "apply" gets the label, one that scores at least
"suggest" has it suggested.`;

export function addThresholdsCommand(program: Command): void {
  const thresholds = addGroup(
    program,
    'thresholds',
    'list, tune and set when a score becomes a tag',
    EXAMPLES,
  );
  thresholds
    .command('list')
    .description(
      'Lists the thresholds of the active model, and how they do on the photos they were tuned on.',
    )
    .action((_: object, command: Command) => perform(command, listThresholds));
  thresholds
    .command('tune')
    .description('Chooses the thresholds of the active model anew; nothing is trained.')
    .option('--objective <objective>', 'f1, precision=0.9 or recall=0.8 (default: f1)', parseObjective)
    .option('--label <name>', 'only this label; may be repeated', collect)
    .action((options: { objective?: ThresholdObjective; label?: string[] }, command: Command) =>
      perform(command, (invocation) =>
        tuneThresholds(invocation, options.objective ?? { kind: 'f1' }, options.label ?? []),
      ),
    );
  thresholds
    .command('set')
    .description('Sets the threshold from which one label is applied.')
    .argument('<label>')
    .argument('<value>', '0 to 1', parseShare)
    .action((label: string, value: number, _: object, command: Command) =>
      perform(command, (invocation) => setThreshold(invocation, label, value)),
    );
}

function listThresholds(invocation: Invocation): Promise<Outcome> {
  return withLibrary(invocation, false, ({ app }) => {
    const { id, thresholds } = activeModel(app.library);
    return {
      document: { modelId: id, thresholds: thresholds.map(thresholdDocument) },
      lines: thresholdLines(thresholds),
    };
  });
}

function tuneThresholds(
  invocation: Invocation,
  objective: ThresholdObjective,
  labels: string[],
): Promise<Outcome> {
  return withLibrary(invocation, false, async ({ app }) => {
    const thresholds = await tuneModelThresholds(app.library, { objective, labels });
    const { id } = activeModel(app.library);
    return {
      document: { modelId: id, thresholds: thresholds.map(thresholdDocument) },
      lines: thresholdLines(thresholds),
    };
  });
}

function setThreshold(invocation: Invocation, name: string, value: number): Promise<Outcome> {
  return withLibrary(invocation, false, async ({ app }) => {
    const threshold = await setThresholdByHand(app.library, name, value);
    const { id } = activeModel(app.library);
    return {
      document: { modelId: id, threshold: thresholdDocument(threshold) },
      lines: [
        `“${threshold.label}” is applied from ${ratio(threshold.apply)} and suggested from ${ratio(threshold.suggest)} on.`,
      ],
    };
  });
}

function thresholdLines(thresholds: LabelThreshold[]): string[] {
  const notes = thresholds.flatMap(({ note }) => (note === null ? [] : [`  ${printable(note.english)}`]));
  return [
    ...table(
      [
        { title: 'Label' },
        { title: 'Apply', isNumber: true },
        { title: 'Suggest', isNumber: true },
        { title: 'Chosen for' },
        { title: 'Precision (95%)' },
        { title: 'Recall (95%)' },
        { title: 'F1', isNumber: true },
        { title: 'Photos with', isNumber: true },
        { title: 'without', isNumber: true },
      ],
      thresholds.map((threshold) => {
        const { label, apply, suggest, operatingPoint: point } = threshold;
        return [
          label,
          ratio(apply),
          ratio(suggest),
          reasonOf(threshold),
          withInterval(point?.precision ?? null, point?.precisionInterval ?? null),
          withInterval(point?.recall ?? null, point?.recallInterval ?? null),
          ratio(point?.f1 ?? null),
          point ? String(point.positives) : NOTHING,
          point ? String(point.negatives) : NOTHING,
        ];
      }),
    ),
    ...(notes.length > 0 ? ['', 'Notes:', ...notes] : []),
  ];
}

function reasonOf({ source, objective }: LabelThreshold): string {
  if (source === 'manual') return 'set by hand';
  if (source === 'default') return 'not tuned';
  return objective.kind === 'f1' ? 'best F1' : `${objective.kind} ${objective.atLeast}`;
}

function withInterval(value: number | null, interval: Interval | null): string {
  if (value === null) return NOTHING;
  return interval ? `${ratio(value)} (${ratio(interval.low)}–${ratio(interval.high)})` : ratio(value);
}
