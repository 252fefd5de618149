/** tagwright auto-tag */

import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import type { AutoTagInput } from '../../main/tagging/auto-tag-input.ts';
import { photosFoundBy } from '../../main/tagging/photos-found-by.ts';
import type { AutoTagReport } from '../../shared/auto-tag-report.ts';
import { verbatim } from '../../shared/sentences/sentence.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { pathTitle } from '../path-title.ts';
import { count, counted, table } from '../print.ts';
import { problemDocuments } from '../report-problems.ts';
import { runJob } from '../run-job.ts';
import { withLibrary } from '../session.ts';

interface AutoTagOptions {
  write: AutoTagInput['write'];
  search?: string;
  output?: string;
  label?: string[];
  dryRun?: true;
}

const EXAMPLES = `
Examples:
  tagwright auto-tag --dry-run
  tagwright auto-tag
  tagwright auto-tag ~/Pictures/2024 --write xmp
  tagwright auto-tag --search 'untagged folder:2024' --dry-run
  tagwright auto-tag --write csv --output tags.csv
  tagwright auto-tag --label beach --label sunset

Photos that are fully tagged, and labels that a person has said something about, are left alone. Interrupted, the
same command goes on where it was; tagwright undo takes a whole run back.`;

export function addAutoTagCommand(program: Command): void {
  program
    .command('auto-tag')
    .summary('let the active model tag photos')
    .description(
      'Lets the active model tag photos: all of the library, or those at the paths, which are imported first.',
    )
    .argument('[paths...]', 'photos and folders; none: the whole library')
    .addOption(
      new Option('--write <kind>', 'beside the library, write XMP sidecars next to the photos, or one CSV')
        .choices(['none', 'csv', 'xmp'])
        .default('none'),
    )
    .option('--search <query>', 'only the photos of the library that this search finds, as in the window')
    .option('--output <file>', 'the CSV of --write csv (default: in the library folder)')
    .option('--label <name>', 'only this label; may be given several times', collect)
    .option('--dry-run', 'say what would be tagged, and tag nothing')
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], options: AutoTagOptions, command: Command) =>
      perform(command, (invocation) => autoTag(invocation, paths, options)),
    );
}

function collect(name: string, before: string[] = []): string[] {
  return [...before, name];
}

async function autoTag(invocation: Invocation, paths: string[], options: AutoTagOptions): Promise<Outcome> {
  if (options.output !== undefined && options.write !== 'csv')
    throw new AppError('invalid-input', verbatim('--output names the CSV: use it with --write csv.'));
  if (options.search !== undefined && paths.length > 0)
    throw new AppError(
      'invalid-input',
      verbatim('Give either paths or --search; folder:NAME in the search narrows it to folders.'),
    );
  const asked: AutoTagInput = {
    paths: paths.map((path) => resolve(path)),
    write: options.write,
    csvFile: options.output === undefined ? null : resolve(options.output),
    labels: options.label ?? [],
    isDryRun: options.dryRun ?? false,
  };
  return withLibrary(invocation, false, async (session) => {
    const { search } = options;
    const photos = search === undefined ? null : photosFoundBy(session.app.library, search, asked);
    // Without a search just as before: a job that an earlier Tagwright left behind is known by its input.
    const input = photos === null ? asked : { ...asked, photos };
    const title = `Auto-tag ${search ?? (pathTitle(paths) || 'the library')}`;
    const { report, problems } = await runJob<AutoTagReport>(session, 'auto-tag', title, input);
    return {
      document: { ...report, isDryRun: asked.isDryRun, problemList: problemDocuments(problems) },
      lines: autoTagLines(report, asked),
      problems,
    };
  });
}

function autoTagLines(report: AutoTagReport, { isDryRun, write }: AutoTagInput): string[] {
  const { chosen, photos, taggedPhotos, suggestedPhotos, labels, sidecars, csvFile } = report;
  const found =
    chosen === null ? [] : [`The search “${chosen.search}” finds ${counted(chosen.photos, 'photo')}.`];
  if (photos === 0)
    return [...found, 'There is no photo to tag: all are fully tagged already, or none is imported.'];
  const rows = labels.filter(({ applied, suggested }) => applied + suggested > 0);
  const would = isDryRun ? 'would get' : 'got';
  const lines = [
    ...found,
    `Model ${report.modelId} looked at ${counted(photos, 'photo')}: ${count(taggedPhotos)} ${would} labels, ${count(suggestedPhotos)} more ${would} suggestions only.`,
  ];
  if (rows.length > 0)
    lines.push(
      '',
      ...table(
        [{ title: 'Label' }, { title: 'Applied', isNumber: true }, { title: 'Suggested', isNumber: true }],
        rows.map(({ label, applied, suggested }) => [label, count(applied), count(suggested)]),
      ),
      '',
    );
  if (write === 'xmp')
    lines.push(`${counted(sidecars, 'XMP sidecar')} ${isDryRun ? 'would be written' : 'written'}.`);
  if (csvFile !== null) lines.push(`Written to ${csvFile}`);
  if (isDryRun) lines.push('Nothing was tagged: this was a dry run.');
  else lines.push('To take it back: tagwright undo');
  return lines;
}
