/** tagwright tag */

import type { Command } from 'commander';
import { tagPhotos, type LabelChange, type TagReport } from '../../main/tagging/tag-photos.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { counted } from '../print.ts';
import { withLibrary } from '../session.ts';
import { splitTagArguments } from '../tag-arguments.ts';

interface TagOptions {
  fullyTagged?: true;
  notFullyTagged?: true;
}

const EXAMPLES = `
Examples:
  tagwright tag img_1.jpg img_2.jpg +beach -sunset
  tagwright tag img_1.jpg '?people'            forget what was said about people
  tagwright tag ~/Pictures/harbour +"old town"  every photo of the library in that folder
  tagwright tag img_3.jpg --fully-tagged        everything not said is absent

A photo whose name begins with +, - or ? is written ./+name.jpg. After --, -h and the like are labels, too.`;

export function addTagCommand(program: Command): void {
  program
    .command('tag')
    .summary('say which labels photos have and have not')
    .description(
      'Says of photos of the library that they have a label (+label), have it not (-label), or that it is unknown (?label). Labels that are new are added.',
    )
    .usage('[options] PHOTO... [+label] [-label] [?label]')
    .argument('<photos...>', 'photos or folders, and labels with +, - or ? in front')
    .option('--fully-tagged', 'all labels of these photos are said now: what is unknown counts as absent')
    .option('--not-fully-tagged', 'takes that back')
    .addHelpText('after', EXAMPLES)
    .action((args: string[], options: TagOptions, command: Command) =>
      perform(command, (invocation) => tag(invocation, args, options)),
    );
}

async function tag(invocation: Invocation, args: string[], options: TagOptions): Promise<Outcome> {
  const { photos, changes } = splitTagArguments(args);
  const isFullyTagged = options.fullyTagged ? true : options.notFullyTagged ? false : null;
  return withLibrary(invocation, false, ({ app }) => {
    const report = tagPhotos(app.library, { paths: photos, changes, isFullyTagged });
    return { document: report, lines: tagLines(report) };
  });
}

function tagLines({ photos, changes, createdLabels, isFullyTagged }: TagReport): string[] {
  const said = changes.map(sentenceOf);
  if (isFullyTagged !== null) said.push(isFullyTagged ? 'fully tagged' : 'no longer fully tagged');
  const added = createdLabels.map((name) => `Added the label “${name}”.`);
  return [...added, `${counted(photos, 'photo')}: ${said.join(', ')}.`];
}

function sentenceOf({ label, value }: LabelChange): string {
  if (value === 'unknown') return `“${label}” unknown`;
  return value === 'present' ? `has “${label}”` : `has no “${label}”`;
}
