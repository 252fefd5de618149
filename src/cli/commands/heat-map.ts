/** tagwright heat-map */

import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { heatOf, placeOfHeat, type HeatPlace } from '../../shared/heat-map.ts';
import { say } from '../../shared/sentences/say.ts';
import { verbatim } from '../../shared/sentences/sentence.ts';
import { heatMapsOf } from '../../main/tagging/heat-maps.ts';
import { findLabel } from '../find-label.ts';
import { findPhoto } from '../find-photo.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { facts, printable } from '../print.ts';
import { runTask } from '../run-job.ts';
import { withLibrary } from '../session.ts';

const EXAMPLES = `
Examples:
  tagwright heat-map img_1.jpg dog --out dog.png
  tagwright heat-map '#12' beach --json

The picture is the photo, dark where nothing speaks for the label, with a line around what does. Without --out only
the place is told. "logits" is what the model would say if the whole photo looked like that part of it.`;

const PLACE_SIZE = 56;

export function addHeatMapCommand(program: Command): void {
  program
    .command('heat-map')
    .summary('show where in a photo the model sees a label')
    .description(
      'Shows where in a photo of the library the active model sees a label, or what it takes for it.',
    )
    .argument('<photo>', 'a file, or the number of a photo')
    .argument('<label>', 'a label of the active model')
    .option('--out <file>', 'where the picture goes, a PNG file; one that is there is replaced')
    .addHelpText('after', EXAMPLES)
    .action((photo: string, label: string, options: { out?: string }, command: Command) =>
      perform(command, (invocation) => heatMap(invocation, photo, label, options.out)),
    );
}

async function heatMap(
  invocation: Invocation,
  photo: string,
  labelName: string,
  out: string | undefined,
): Promise<Outcome> {
  if (out !== undefined && !out.toLowerCase().endsWith('.png'))
    throw new AppError(
      'invalid-input',
      verbatim(`The picture is a PNG file: name it so, such as ${out}.png.`),
    );
  const file = out === undefined ? null : resolve(out);
  return withLibrary(invocation, false, async (session) => {
    const { app } = session;
    const photoId = findPhoto(app, photo);
    const { name: label } = findLabel(app, labelName);
    const picture = file === null ? null : { label, file };
    const maps = await runTask(session, (context) => heatMapsOf(app.library, photoId, picture, context));
    const place = maps.labels.indexOf(label);
    if (place < 0) throw new AppError('not-found', say('tagging.labelNotInModel', { label }));
    const where = placeOfHeat(heatOf(maps, place, PLACE_SIZE));
    const { rows, columns } = maps;
    const logits = [...maps.logits.subarray(place * rows * columns, (place + 1) * rows * columns)];
    return {
      document: {
        photoId,
        label,
        place: where,
        rows,
        columns,
        logits: logits.map((logit) => Number(logit.toFixed(4))),
        file,
      },
      lines: facts([
        ['Photo', printable(photo)],
        ['Label', label],
        ['Seen', places[where]],
        ...(file === null ? [] : [['Picture', file] as [string, string]]),
      ]),
    };
  });
}

const places: Record<HeatPlace, string> = {
  'upper-left': 'mostly upper left',
  upper: 'mostly at the top',
  'upper-right': 'mostly upper right',
  left: 'mostly on the left',
  middle: 'mostly in the middle',
  right: 'mostly on the right',
  'lower-left': 'mostly lower left',
  lower: 'mostly at the bottom',
  'lower-right': 'mostly lower right',
  'all-over': 'nearly everywhere',
  scattered: 'in several places',
  nowhere: 'nowhere: nothing in this photo speaks for it',
};
