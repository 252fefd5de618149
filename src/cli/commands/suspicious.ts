/** tagwright suspicious */

import type { Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { verbatim } from '../../shared/sentences/sentence.ts';
import type { SuspiciousItem } from '../../shared/suspicious-labels.ts';
import { changeTags } from '../../main/tagging/change-tags.ts';
import { createHeldOutReader } from '../../main/training/held-out-photos.ts';
import { suspiciousCsv } from '../../main/training/suspicious-csv.ts';
import { suspiciousLabels } from '../../main/training/suspicious-labels.ts';
import { activeModel } from '../../main/training/manage-models.ts';
import { findLabel } from '../find-label.ts';
import { findPhoto } from '../find-photo.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { parseWhole } from '../parse-values.ts';
import { counted, NOTHING, ratio, table } from '../print.ts';
import { withLibrary, type Session } from '../session.ts';

interface SuspiciousOptions {
  label?: string;
  limit: number;
  csv?: true;
  right?: string;
}

const EXAMPLES = `
Examples:
  tagwright suspicious
  tagwright suspicious --label beach --limit 100
  tagwright suspicious --csv > suspicious.csv
  tagwright tag img_7.jpg -beach                      it is wrong
  tagwright suspicious --right img_7.jpg --label beach  it is right: not asked about again

Listed are annotations that a head contradicts which did not learn from the photo, the largest loss first. “likely wrong”
are those that confident learning counts as errors.`;

export function addSuspiciousCommand(program: Command): void {
  program
    .command('suspicious')
    .summary('list annotations that are probably wrong')
    .description(
      'Lists what is known of photos and probably wrong: tags too many, and tags that are missing.',
    )
    .option('--label <name>', 'only this label')
    .option('--limit <number>', 'at most so many', parseWhole, 50)
    .option('--csv', 'as CSV: file, label, annotation, probability, loss, likely_wrong')
    .option('--right <photo>', 'what is known of --label on this photo is right')
    .addHelpText('after', EXAMPLES)
    .action((options: SuspiciousOptions, command: Command) =>
      perform(command, (invocation) => suspicious(invocation, options)),
    );
}

function suspicious(invocation: Invocation, options: SuspiciousOptions): Promise<Outcome> {
  if (options.limit === 0)
    throw new AppError('invalid-input', verbatim('A list needs at least one line: --limit 1'));
  if (invocation.isJson && options.csv)
    throw new AppError('invalid-input', verbatim('Either --json or --csv, not both.'));
  return withLibrary(invocation, false, (session) =>
    options.right === undefined ? list(session, options) : confirm(session, options.right, options.label),
  );
}

function confirm({ app }: Session, photo: string, labelName: string | undefined): Outcome {
  if (labelName === undefined)
    throw new AppError('invalid-input', verbatim('Say which label is right on this photo: --label NAME'));
  const photoId = findPhoto(app, photo);
  const label = findLabel(app, labelName);
  changeTags(app.library, { kind: 'confirm', photoId, labelId: label.id });
  return {
    document: { photoId, label: label.name },
    lines: [`“${label.name}” is right on photo ${photoId}; it is not asked about again while it stays so.`],
  };
}

async function list({ app }: Session, options: SuspiciousOptions): Promise<Outcome> {
  const { library } = app;
  const labelId = options.label === undefined ? null : findLabel(app, options.label).id;
  const modelId = activeModel(library).id;
  const queue = await suspiciousLabels(library, createHeldOutReader(library), {
    labelId,
    limit: options.limit,
  });
  const files = new Map(
    library.photos.get(queue.items.map((item) => item.photoId)).map((photo) => [photo.id, photo.files[0]]),
  );
  const items = queue.items.map(({ contentHash: _, ...item }) => ({
    ...item,
    file: files.get(item.photoId) ?? null,
    label: library.labels.get(item.labelId)!.name,
  }));
  const { total, likelyWrong, photos } = queue;
  return {
    document: { modelId, photos, total, likelyWrong, items },
    lines: options.csv
      ? [suspiciousCsv(items).trimEnd()]
      : [
          `${counted(total, 'annotation')} of ${counted(photos, 'photo')} ${total === 1 ? 'contradicts' : 'contradict'} the model; ${likelyWrong} of them are likely wrong.`,
          ...(items.length === 0 ? [] : ['', ...tableOf(items)]),
        ],
  };
}

type Listed = Omit<SuspiciousItem, 'contentHash'> & { file: string | null; label: string };

function tableOf(items: Listed[]): string[] {
  return table(
    [
      { title: 'Photo', isNumber: true },
      { title: 'Label' },
      { title: 'Annotated' },
      { title: 'Probability', isNumber: true },
      { title: 'Loss', isNumber: true },
      { title: 'Likely' },
      { title: 'File' },
    ],
    items.map(({ photoId, label, value, probability, loss, isLikelyWrong, file }) => [
      String(photoId),
      label,
      value,
      ratio(probability),
      ratio(loss),
      isLikelyWrong ? 'wrong' : '',
      file ?? NOTHING,
    ]),
  );
}
