/** Commands that are made of commands, such as `labels list`. */

import type { Command } from 'commander';

/**
 * Adds a group; alone it is wrong usage and names what it has.
 *
 * returns  the group, for its commands
 */
export function addGroup(program: Command, name: string, summary: string, examples: string): Command {
  const group: Command = program
    .command(name)
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
    .usage('<command>')
    .addHelpText('after', examples);
  group.action(() => {
    const [wanted] = group.args;
    const names = group.commands.map((command) => command.name()).join(', ');
    const problem = wanted === undefined ? 'expects a command' : `has no command “${wanted}”`;
    group.error(`tagwright ${name} ${problem}: ${names}.`, { exitCode: 2, code: 'tagwright.group' });
  });
  // An option of a command that is not there is not what is wrong.
  group.allowExcessArguments().allowUnknownOption();
  return group;
}
