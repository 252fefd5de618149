/** What every command is given, and what it gives back. */

import type { Command } from 'commander';
import type { JobProblem } from '../shared/job.ts';
import { defaultLibraryFolder } from '../main/library/default-library-folder.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { exitCodeWith, problemLines } from './report-problems.ts';

export interface Invocation {
  /** NAME.tagwright, as the person gave it, or the usual place */
  libraryFolder: string;
  isJson: boolean;
}

export interface Outcome {
  /** printed with --json; undefined: the command printed for itself */
  document: unknown;
  /** printed without */
  lines: string[];
  /** files that were left out or taken with a warning: told on stderr, and in the exit code */
  problems?: JobProblem[];
  /** done, unless problems say otherwise */
  exitCode?: ExitCode;
}

/**
 * Runs a command and prints what comes of it: one JSON document or lines on stdout, problems on stderr.
 *
 * Sets process.exitCode. Throws whatever the command throws.
 */
export async function perform(
  command: Command,
  act: (invocation: Invocation) => Outcome | Promise<Outcome>,
): Promise<void> {
  const options = command.optsWithGlobals<{ library?: string; json?: boolean }>();
  const isJson = options.json ?? false;
  const outcome = await act({ libraryFolder: options.library ?? defaultLibraryFolder(), isJson });
  const { document, lines, problems = [] } = outcome;
  if (!isJson) process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  else if (document !== undefined) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  process.stderr.write(
    problemLines(problems)
      .map((line) => `${line}\n`)
      .join(''),
  );
  process.exitCode = outcome.exitCode ?? (problems.length > 0 ? exitCodeWith(problems) : exitCodes.done);
}
