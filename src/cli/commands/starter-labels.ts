/** tagwright starter-labels */

import { Option, type Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { verbatim } from '../../shared/sentences/sentence.ts';
import {
  DEFAULT_STARTER_CONFIDENCE,
  LEAST_STARTER_CONFIDENCE,
  photosAtLeast,
  type StarterLabel,
  type StarterOpinion,
} from '../../shared/starter-labels.ts';
import { acceptStarterLabels } from '../../main/tagging/starter-labels.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { collect, parseShare } from '../parse-values.ts';
import { count, counted, table } from '../print.ts';
import { problemDocuments } from '../report-problems.ts';
import { runJob } from '../run-job.ts';
import { withLibrary } from '../session.ts';

interface StarterOptions {
  atLeast?: number;
  accept?: string[];
  language: 'en' | 'de';
}

const EXAMPLES = `
Examples:
  tagwright starter-labels
  tagwright starter-labels --accept dog --accept beach --at-least 0.7
  tagwright starter-labels --language de --accept Hund

A stranger's opinion: the network knows a thousand things from the internet and nothing of your photos, and names one
thing per photo. Nothing is tagged, and nothing learned from it, but what you accept; Ctrl+Z in the window takes that
back in one step.`;

export function addStarterLabelsCommand(program: Command): void {
  program
    .command('starter-labels')
    .summary('see what a general-purpose network sees, before the first tag')
    .description(
      'Lists everyday labels that a pretrained network sees in the library, and tags those you accept.',
    )
    .option(
      '--at-least <confidence>',
      `how sure it must be, ${LEAST_STARTER_CONFIDENCE} to 1 (default: ${DEFAULT_STARTER_CONFIDENCE})`,
      parseShare,
    )
    .option('--accept <label>', 'give its photos this label; may be repeated', collect)
    .addOption(new Option('--language <language>', 'of the labels').choices(['en', 'de']).default('en'))
    .addHelpText('after', EXAMPLES)
    .action((options: StarterOptions, command: Command) =>
      perform(command, (invocation) => starterLabels(invocation, options)),
    );
}

async function starterLabels(invocation: Invocation, options: StarterOptions): Promise<Outcome> {
  const confidence = options.atLeast ?? DEFAULT_STARTER_CONFIDENCE;
  if (confidence < LEAST_STARTER_CONFIDENCE)
    throw new AppError(
      'invalid-input',
      verbatim(`Below ${LEAST_STARTER_CONFIDENCE} it is mostly wrong: choose a higher confidence.`),
    );
  return withLibrary(invocation, false, async (session) => {
    const { library } = session.app;
    const title = 'Look for starter labels';
    const { report, problems } = await runJob<StarterOpinion>(session, 'starter-labels', title, null);
    const nameOf = (label: StarterLabel): string => label[options.language];
    const offered = report.labels
      .map((label) => ({
        label: nameOf(label),
        photos: photosAtLeast(label, confidence),
        best: bestFiles(label),
      }))
      .filter(({ photos }) => photos > 0);
    const chosen = (options.accept ?? []).map((name) => {
      const label = report.labels.find((each) => nameOf(each).toLowerCase() === name.toLowerCase());
      if (label === undefined)
        throw new AppError('not-found', verbatim(`It sees no “${name}” in these photos.`));
      return { label, name: nameOf(label) };
    });
    const accepted = chosen.length === 0 ? null : acceptStarterLabels(library, chosen, confidence).report;
    return {
      document: {
        photos: report.photos,
        atLeast: confidence,
        labels: offered,
        ...(accepted && { accepted }),
        problemList: problemDocuments(problems),
      },
      lines: [
        `What a general-purpose network sees in ${counted(report.photos, 'photo')}, at least ${confidence} sure:`,
        '',
        ...table(
          [{ title: 'Label' }, { title: 'Photos', isNumber: true }, { title: 'Surest' }],
          offered.map(({ label, photos, best }) => [label, count(photos), best[0] ?? '']),
        ),
        ...(accepted?.labels ?? []).map(
          ({ name, photos }) => `${counted(photos, 'photo')} newly tagged “${name}”.`,
        ),
      ],
      problems,
    };

    function bestFiles({ photoIds }: StarterLabel): string[] {
      return library.photos.get(photoIds.slice(0, 3)).map(({ files }) => files[0] ?? '');
    }
  });
}
