/** tagwright library stats|problems|check|backup */

import type { Command } from 'commander';
import type { LibrarySummary } from '../../shared/library-summary.ts';
import { backupLibrary } from '../../main/library/backup-library.ts';
import { checkLibrary, type CheckReport } from '../../main/library/check-library.ts';
import { exitCodes } from '../exit-codes.ts';
import { addGroup } from '../group.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { count, counted, facts, megabytes, NOTHING, printable } from '../print.ts';
import { runTask } from '../run-job.ts';
import { withLibrary } from '../session.ts';

const EXAMPLES = `
Examples:
  tagwright library stats
  tagwright library backup /media/disk
  tagwright library backup "before the move.tagwright"

A backup is a library: to go back to it, open it with --library, or put it in the place of the other one.`;

export function addLibraryCommand(program: Command): void {
  const library = addGroup(program, 'library', 'count, check and back up the library', EXAMPLES);
  library
    .command('stats')
    .description('Counts photos, labels and models.')
    .action((_: object, command: Command) => perform(command, stats));
  library
    .command('problems')
    .description(
      'Lists the files that could not be read, those read with a warning, and those that are gone.',
    )
    .action((_: object, command: Command) => perform(command, listProblems));
  library
    .command('check')
    .description('Checks the database, the models and that every file is there. It changes nothing.')
    .action((_: object, command: Command) => perform(command, check));
  library
    .command('backup')
    .description(
      'Copies the database and the models into a new folder NAME.tagwright. It never overwrites anything.',
    )
    .argument('<target>', 'a folder to put the copy into, or the name of the copy')
    .action((target: string, _: object, command: Command) =>
      perform(command, (invocation) => backup(invocation, target)),
    );
}

function stats(invocation: Invocation): Promise<Outcome> {
  return withLibrary(invocation, false, ({ app }) => {
    const summary = app.summary();
    return { document: summary, lines: statsLines(summary) };
  });
}

function statsLines(summary: LibrarySummary): string[] {
  return facts([
    ['Library', summary.folder],
    ['Photos', count(summary.photos)],
    [
      'Files',
      `${count(summary.files)}${summary.missingFiles > 0 ? `, ${count(summary.missingFiles)} not there` : ''}`,
    ],
    ['Tagged', `${count(summary.taggedPhotos)}, of which ${count(summary.fullyTaggedPhotos)} fully`],
    ['Labels', count(summary.labels)],
    ['Models', count(summary.models)],
    ['Active model', summary.activeModelId === null ? NOTHING : String(summary.activeModelId)],
    ['Auto-tagged', `${count(summary.autoTaggedPhotos)} by auto-tag`],
    ['Left out', counted(summary.problems, 'file')],
  ]);
}

function listProblems(invocation: Invocation): Promise<Outcome> {
  return withLibrary(invocation, false, ({ app }) => {
    const { photos } = app.library;
    const problems = photos.listProblems().map(({ path, code, message }) => ({
      file: path,
      code,
      message: message.english,
    }));
    const warnings = photos.listWarnings().map(({ path, warning }) => ({
      file: path,
      message: warning.english,
    }));
    const missing = photos
      .allFiles()
      .filter((file) => file.isMissing)
      .map((file) => file.path);
    const lines = [
      ...section(counted(problems.length, 'file'), 'could not be read', problems.map(told)),
      ...section(counted(warnings.length, 'file'), 'read with a warning', warnings.map(told)),
      ...section(counted(missing.length, 'file'), 'not there any more', missing),
    ];
    return {
      document: { problems, warnings, missing },
      lines: lines.length > 0 ? lines : ['No file is in trouble.'],
    };
  });
}

function told({ file, message }: { file: string; message: string }): string {
  return message.includes(file) ? message : `${file}: ${message}`;
}

function section(counted: string, what: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`${counted} ${what}:`, ...lines.map((line) => `  ${printable(line)}`)];
}

async function check(invocation: Invocation): Promise<Outcome> {
  const report = await withLibrary(invocation, false, (session) =>
    runTask(session, (context) => checkLibrary(session.app.library, context)),
  );
  return {
    document: {
      ...report,
      findings: report.findings.map((finding) => ({ ...finding, message: finding.message.english })),
    },
    lines: checkLines(report),
    exitCode: report.findings.length > 0 ? exitCodes.filesInTrouble : exitCodes.done,
  };
}

function checkLines({ photos, files, models, findings }: CheckReport): string[] {
  const checked = `Checked the database, ${counted(photos, 'photo')} in ${counted(files, 'file')}, and ${counted(models, 'model')}`;
  if (findings.length === 0) return [`${checked}: everything is in order.`];
  return [
    `${checked}:`,
    ...findings.flatMap(({ message, examples, count: all }) => [
      `- ${printable(message.english)}`,
      ...examples.map((example) => `    ${printable(example)}`),
      ...(all > examples.length ? [`    … and ${count(all - examples.length)} more`] : []),
    ]),
  ];
}

async function backup(invocation: Invocation, target: string): Promise<Outcome> {
  const report = await withLibrary(invocation, false, (session) =>
    runTask(session, (context) => backupLibrary(session.app.library, target, context)),
  );
  return {
    document: report,
    lines: [
      `Copied to ${report.folder} (${counted(report.models, 'model')}, ${megabytes(report.sizeBytes)}).`,
      `To use the copy: tagwright --library "${report.folder}" …`,
    ],
  };
}
