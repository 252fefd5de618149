/** Entry of the `tagwright` command: reads the arguments, ends with an exit code. */

import { createProgram } from './program.ts';
import { reportFailure } from './report-failure.ts';
import { protectRemovals } from './tag-arguments.ts';

const argv = process.argv.slice(2);

// `tagwright predict … | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const program = createProgram();
try {
  await program.parseAsync(protectRemovals(argv), { from: 'user' });
} catch (error) {
  const options = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined);
  const command = options
    .map((option) => program.commands.find((each) => each.name() === option))
    .find((each) => each !== undefined);
  const helpCommand = command ? `tagwright ${command.name()} --help` : 'tagwright --help';
  process.exitCode = reportFailure(error, options.includes('--json'), helpCommand);
}
