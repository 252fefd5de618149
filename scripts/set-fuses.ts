/** `node scripts/set-fuses.ts ELECTRON`: sets the fuses of a packaged app's executable (on a Mac: the .app folder). */

import { existsSync } from 'node:fs';
import { flipFuses } from '@electron/fuses';
import { packagedFuses } from './fuses.ts';
import { runScript, SetUpError } from './launcher/run-command.ts';

await runScript(async () => {
  const executable = process.argv[2];
  if (executable === undefined || !existsSync(executable))
    throw new SetUpError('Name the executable of the packaged app: node scripts/set-fuses.ts ELECTRON');
  await flipFuses(executable, packagedFuses);
  console.log(`Fuses set in ${executable}.`);
  return 0;
});
