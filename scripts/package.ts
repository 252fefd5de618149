/** `npm run package`: makes dist/…-unpacked (on a Mac: dist/mac…/Tagwright.app), which starts without a checkout. */

import { join } from 'node:path';
import { ensureElectron } from './launcher/electron-binary.ts';
import { runScript } from './launcher/run-command.ts';
import { makePackage } from './packaging/make-package.ts';

await runScript(async () => {
  await makePackage(join(import.meta.dirname, '..'), await ensureElectron());
  return 0;
});
