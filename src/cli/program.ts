/** The whole command: every subcommand, its arguments and its help. */

import { Command } from 'commander';
import { addAutoTagCommand } from './commands/auto-tag.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addDuplicatesCommand } from './commands/duplicates.ts';
import { addEvaluateCommand } from './commands/evaluate.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addExportCommand } from './commands/export.ts';
import { addHeatMapCommand } from './commands/heat-map.ts';
import { addImportCommand } from './commands/import.ts';
import { addLabelsCommand } from './commands/labels.ts';
import { addLibraryCommand } from './commands/library.ts';
import { addModelsCommand } from './commands/models.ts';
import { addPredictCommand } from './commands/predict.ts';
import { addSimilarCommand } from './commands/similar.ts';
import { addSuspiciousCommand } from './commands/suspicious.ts';
import { addStarterLabelsCommand } from './commands/starter-labels.ts';
import { addTagCommand } from './commands/tag.ts';
import { addThresholdsCommand } from './commands/thresholds.ts';
import { addTrainCommand } from './commands/train.ts';
import { addUndoCommand } from './commands/undo.ts';
import { version } from './version.ts';

const HELP_END = `
Examples:
  tagwright import ~/Pictures --labels labels.csv
  tagwright train
  tagwright auto-tag --dry-run

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with some files in trouble, 130 stopped.
The library is a folder NAME.tagwright; without --library it is the one TAGWRIGHT_LIBRARY names, or "My photos"
among your application data (tagwright doctor shows where).`;

/** Makes the parser. It throws CommanderError instead of ending the process, and prints nothing but help. */
export function createProgram(): Command {
  const program = new Command('tagwright')
    .description('Learns to tag your own photos, on your own machine.')
    .option('--library <folder>', 'the library to work with')
    .option('--json', 'print one JSON document on standard output')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help; also after every command')
    .helpCommand('help [command]', 'show help for a command')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    .addHelpText('after', HELP_END);
  program.action(() => {
    const [wanted] = program.args;
    if (wanted === undefined) program.help();
    program.error(`There is no command “${wanted}”.`, { exitCode: 2 });
  });
  program.allowExcessArguments();
  for (const add of [
    addImportCommand,
    addLabelsCommand,
    addTagCommand,
    addStarterLabelsCommand,
    addTrainCommand,
    addEvaluateCommand,
    addThresholdsCommand,
    addPredictCommand,
    addExplainCommand,
    addSuspiciousCommand,
    addAutoTagCommand,
    addUndoCommand,
    addModelsCommand,
    addHeatMapCommand,
    addSimilarCommand,
    addDuplicatesCommand,
    addExportCommand,
    addLibraryCommand,
    addDoctorCommand,
  ])
    add(program);
  return program;
}
