/** tagwright import */

import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { refuseAbsent, type ImportReport } from '../../main/library/import-photos.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { pathTitle } from '../path-title.ts';
import { count, counted } from '../print.ts';
import { problemDocuments } from '../report-problems.ts';
import { runJob } from '../run-job.ts';
import { withLibrary } from '../session.ts';

const EXAMPLES = `
Examples:
  tagwright import ~/Pictures
  tagwright import holiday.jpg ~/Pictures/2024
  tagwright import ~/Pictures --labels ~/Pictures/labels.csv

The labels CSV has the header "file,labels" or "file,labels,split"; labels are separated by "|". Photos are never
changed or copied; importing again reads only what is new or changed.`;

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .summary('bring photos into the library')
    .description(
      'Brings files and folders into the library: folders with everything below them. Photos stay where they are.',
    )
    .argument('[paths...]', 'photos and folders; may be left out when --labels names the photos')
    .option('--labels <csv>', 'a CSV that says which photo has which labels')
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], options: { labels?: string }, command: Command) =>
      perform(command, (invocation) => importCommand(invocation, paths, options.labels ?? null)),
    );
}

async function importCommand(
  invocation: Invocation,
  paths: string[],
  labelsFile: string | null,
): Promise<Outcome> {
  if (paths.length === 0 && labelsFile === null)
    throw new AppError('invalid-input', say('library.importNothing'));
  refuseAbsent({ paths, labelsFile });
  return withLibrary(invocation, true, async (session) => {
    const input = {
      paths: paths.map((path) => resolve(path)),
      labelsFile: labelsFile === null ? null : resolve(labelsFile),
    };
    const title = `Import ${pathTitle(paths) || labelsFile}`;
    const { report, problems } = await runJob<ImportReport>(session, 'import', title, input);
    return {
      document: { ...report, problemList: problemDocuments(problems) },
      lines: [...importLines(report), `Library: ${session.app.library.paths.folder}`],
      problems,
    };
  });
}

function importLines(report: ImportReport): string[] {
  const parts = [
    part(report.added, 'new'),
    part(report.changed, 'changed'),
    part(report.moved, 'moved or renamed'),
    part(
      report.duplicates,
      'with a content the library has already',
      'with contents the library has already',
    ),
    part(report.unchanged, 'unchanged'),
    part(report.problems, 'left out'),
  ].filter((text) => text !== null);
  const lines = [
    report.found === 0 && report.problems === 0
      ? 'No photos were found there.'
      : `${counted(report.found, 'file')}: ${parts.join(', ')}.`,
  ];
  if (report.missing > 0)
    lines.push(
      report.missing === 1
        ? '1 file known before is not there any more; its labels are kept.'
        : `${counted(report.missing, 'file')} known before are not there any more; their labels are kept.`,
    );
  if (report.labels)
    lines.push(
      `${counted(report.labels.photos, 'photo')} tagged from the CSV, with ${counted(report.labels.labels, 'label')}.`,
    );
  return lines;
}

function part(value: number, one: string, many = one): string | null {
  return value === 0 ? null : `${count(value)} ${value === 1 ? one : many}`;
}
