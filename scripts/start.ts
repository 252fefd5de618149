/** `npm start`: makes everything ready and opens the window. `npm run dev` (--dev): the same with live reload. */

import { join } from 'node:path';
import { electronViteCommand, ensureBuilt } from './launcher/build.ts';
import { hasDisplay } from './launcher/display.ts';
import { ensureElectron } from './launcher/electron-binary.ts';
import { isRoot, run, runScript } from './launcher/run-command.ts';
import { ensureSystemRequirements, windowRequirements } from './launcher/system-libraries.ts';

const root = join(import.meta.dirname, '..');

await runScript(async () => {
  const isDevelopment = process.argv.includes('--dev');
  const windowArguments = process.argv.slice(2).filter((argument) => argument !== '--dev');
  if (!hasDisplay()) {
    console.error(
      'There is no display to open a window on. In a terminal: npm run demo, or npx tagwright --help.',
    );
    return 1;
  }
  await ensureSystemRequirements(windowRequirements);
  const electron = await ensureElectron();
  // Chromium refuses to run as root with its sandbox.
  const sandboxArguments = isRoot() ? ['--no-sandbox'] : [];
  if (isDevelopment) {
    const [command, args] = electronViteCommand(['dev', '--', ...sandboxArguments, ...windowArguments]);
    return run(command, args, { cwd: root, env: { ...process.env, ELECTRON_EXEC_PATH: electron } });
  }
  await ensureBuilt();
  return run(electron, [...sandboxArguments, root, ...windowArguments], { cwd: root });
});
