/** `npm test`: unit and integration tests, then the tests in a real window. `--only unit|e2e` runs one half. */

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './launcher/build.ts';
import { hasDisplay, startVirtualDisplay } from './launcher/display.ts';
import { ensureElectron } from './launcher/electron-binary.ts';
import { run, runScript, SetUpError } from './launcher/run-command.ts';
import { ensureSystemRequirements, testRequirements } from './launcher/system-libraries.ts';
import {
  addCounts,
  closingLine,
  countPlaywright,
  countVitest,
  exitCodeOf,
  noTests,
  reconcile,
  type TestCounts,
} from './launcher/test-counts.ts';

const root = join(import.meta.dirname, '..');
const reports = join(root, 'test-results', 'reports');

async function runUnit(): Promise<TestCounts> {
  const report = join(reports, 'vitest.json');
  rmSync(report, { force: true });
  const code = await runTool('vitest', 'vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return reconcile(readCounts(report, countVitest), code);
}

async function runEndToEnd(): Promise<TestCounts> {
  await ensureSystemRequirements(testRequirements);
  const electron = await ensureElectron();
  await ensureBuilt();
  const report = join(reports, 'playwright.json');
  rmSync(report, { force: true });
  const display = hasDisplay() ? null : await startVirtualDisplay();
  try {
    const code = await runTool('@playwright/test', 'cli.js', ['test', '--reporter=list,json'], {
      TAGWRIGHT_ELECTRON: electron,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...(display ? { DISPLAY: display.name } : {}),
    });
    return reconcile(readCounts(report, countPlaywright), code);
  } finally {
    await display?.stop();
  }
}

function runTool(
  tool: string,
  script: string,
  args: string[],
  extra: NodeJS.ProcessEnv = {},
): Promise<number> {
  const folder = dirname(createRequire(import.meta.url).resolve(`${tool}/package.json`));
  return run(process.execPath, [join(folder, script), ...args], {
    cwd: root,
    env: { ...process.env, ...extra },
  });
}

function readCounts(report: string, count: (report: unknown) => TestCounts): TestCounts | null {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.error(
      `No readable report at ${report}: ${error instanceof Error ? error.message : String(error)}`,
    );
    return null;
  }
}

await runScript(async () => {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  if (only !== undefined && only !== 'unit' && only !== 'e2e')
    throw new SetUpError(`--only takes unit or e2e, got ${only}.`);
  mkdirSync(reports, { recursive: true });
  let counts = noTests;
  if (only !== 'e2e') counts = addCounts(counts, await runUnit());
  if (only !== 'unit') {
    try {
      counts = addCounts(counts, await runEndToEnd());
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      console.error(error.message);
      counts = addCounts(counts, { ...noTests, failed: 1 });
    }
  }
  console.log(closingLine(counts));
  return exitCodeOf(counts);
});
