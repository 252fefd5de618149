/** tagwright undo */

import type { Command } from 'commander';
import type { UndoReport } from '../../shared/auto-tag-report.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { counted } from '../print.ts';
import { problemDocuments } from '../report-problems.ts';
import { runJob } from '../run-job.ts';
import { withLibrary } from '../session.ts';

const EXAMPLES = `
Examples:
  tagwright undo

Done again, it takes back the run before. A sidecar that somebody changed after the run is left as it is, and told.`;

export function addUndoCommand(program: Command): void {
  program
    .command('undo')
    .summary('take back the newest auto-tag run')
    .description('Takes back the newest auto-tag run: its tags, and every sidecar it wrote, byte for byte.')
    .addHelpText('after', EXAMPLES)
    .action((_: object, command: Command) => perform(command, undo));
}

async function undo(invocation: Invocation): Promise<Outcome> {
  return withLibrary(invocation, false, async (session) => {
    const { report, problems } = await runJob<UndoReport>(session, 'undo', 'Undo the newest run', null);
    const sidecars =
      report.restoredFiles > 0 ? `, and ${counted(report.restoredFiles, 'sidecar')} put back as before` : '';
    return {
      document: { ...report, problemList: problemDocuments(problems) },
      lines: [
        `Run ${report.runId} is undone: ${counted(report.predictions, 'tag or suggestion', 'tags and suggestions')} taken back${sidecars}.`,
      ],
      problems,
    };
  });
}
