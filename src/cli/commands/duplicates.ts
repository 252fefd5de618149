/** tagwright duplicates */

import type { Command } from 'commander';
import { NEAR_DUPLICATE_COSINE, type DuplicatesReport } from '../../main/library/near-duplicates.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { parseShare } from '../parse-values.ts';
import { counted, printable } from '../print.ts';
import { runJob } from '../run-job.ts';
import { withLibrary } from '../session.ts';

const EXAMPLES = `
Examples:
  tagwright duplicates
  tagwright duplicates --at-least 0.97 --json

Groups of photos that are almost the same: saved again, cropped, or taken moments apart. Every photo of a group is
at least that similar to its first, the oldest. Files with the very same bytes are one photo, and not listed.`;

export function addDuplicatesCommand(program: Command): void {
  program
    .command('duplicates')
    .summary('find photos that are almost the same')
    .description('Finds groups of near-duplicates in the library; nothing is deleted.')
    .option('--at-least <similarity>', `how similar, 0 to 1 (default: ${NEAR_DUPLICATE_COSINE})`, parseShare)
    .addHelpText('after', EXAMPLES)
    .action((options: { atLeast?: number }, command: Command) =>
      perform(command, (invocation) => duplicates(invocation, options.atLeast ?? NEAR_DUPLICATE_COSINE)),
    );
}

async function duplicates(invocation: Invocation, leastCosine: number): Promise<Outcome> {
  return withLibrary(invocation, false, async (session) => {
    const title = 'Find near-duplicates';
    const { report } = await runJob<DuplicatesReport>(session, 'duplicates', title, { leastCosine });
    const { photos } = session.app.library;
    const groups = report.groups.map((ids) => photos.get(ids).map(({ files }) => files[0] ?? ''));
    const members = groups.reduce((sum, group) => sum + group.length, 0);
    const summary =
      groups.length === 0
        ? `No near-duplicates among ${counted(report.photos, 'photo')}.`
        : `${counted(groups.length, 'group')} of near-duplicates: ${counted(members, 'photo')} of ${report.photos}.`;
    return {
      document: { leastCosine, photos: report.photos, groups },
      lines: [summary, ...groups.flatMap((group) => ['', ...group.map(printable)])],
    };
  });
}
