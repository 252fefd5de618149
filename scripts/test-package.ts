/** `npm run test:package`: packages the app as `npm run package` does, and tests what came out in a real window. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hasDisplay, startVirtualDisplay } from './launcher/display.ts';
import { ensureElectron } from './launcher/electron-binary.ts';
import { run, runScript } from './launcher/run-command.ts';
import { ensureSystemRequirements, testRequirements } from './launcher/system-libraries.ts';
import { makePackage } from './packaging/make-package.ts';

const root = join(import.meta.dirname, '..');

await runScript(async () => {
  await ensureSystemRequirements(testRequirements);
  const electron = await ensureElectron();
  const executable = await makePackage(root, electron);
  const display = hasDisplay() ? null : await startVirtualDisplay();
  const playwright = dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json'));
  const config = join('tests', 'packaged', 'playwright.config.ts');
  try {
    return await run(process.execPath, [join(playwright, 'cli.js'), 'test', '--config', config], {
      cwd: root,
      env: {
        ...process.env,
        TAGWRIGHT_PACKAGED: executable,
        TAGWRIGHT_ELECTRON: electron,
        ...(display ? { DISPLAY: display.name } : {}),
      },
    });
  } finally {
    await display?.stop();
  }
});
