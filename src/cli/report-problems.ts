/** Files in trouble, told on stderr. */

import type { JobProblem } from '../shared/job.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { count, counted, printable } from './print.ts';

const MOST_LISTED = 20;

/**
 * Lists the first problems and warnings, and counts the rest.
 *
 * returns  lines for stderr; none when there is nothing to tell
 */
export function problemLines(problems: JobProblem[]): string[] {
  const left = problems.filter((problem) => !problem.isWarning);
  const warnings = problems.filter((problem) => problem.isWarning);
  return [
    ...group(left, `${counted(left.length, 'file or row', 'files or rows')} left out:`),
    ...group(warnings, `${counted(warnings.length, 'warning')}:`),
  ];
}

/** The same for `--json`. */
export function problemDocuments(
  problems: JobProblem[],
): (Omit<JobProblem, 'message'> & { message: string })[] {
  return problems.map((problem) => ({ ...problem, message: problem.message.english }));
}

/** 3 when something was left out; a warning alone is no trouble. */
export function exitCodeWith(problems: JobProblem[]): ExitCode {
  return problems.some((problem) => !problem.isWarning) ? exitCodes.filesInTrouble : exitCodes.done;
}

function group(problems: JobProblem[], title: string): string[] {
  if (problems.length === 0) return [];
  const lines = problems.slice(0, MOST_LISTED).map(({ subject, message }) => {
    const { english } = message;
    const sentence = english.includes(subject) ? english : `${subject}: ${english}`;
    return `  ${printable(sentence)}`;
  });
  const more = problems.length - MOST_LISTED;
  return [title, ...lines, ...(more > 0 ? [`  … and ${count(more)} more`] : [])];
}
