/** Wrong input: one clear line on stderr and the promised exit code. */

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawPhotos } from './draw-photos.ts';
import { startTagwright, tagwright } from './run-tagwright.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-usage-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('wrong usage ends with 2', () => {
  test.each([
    ['an unknown command', ['frobnicate'], 'There is no command “frobnicate”. See: tagwright --help'],
    ['an unknown option', ['train', '--epoch', '3'], 'Did you mean --epochs?'],
    ['a group alone', ['labels'], 'expects a command: list, add, rename, merge, delete'],
    ['a group with a wrong command', ['models', 'lst'], 'has no command “lst”'],
    ['a missing argument', ['predict'], "Missing required argument 'files'. See: tagwright predict --help"],
    ['a number that is none', ['train', '--seed', 'x'], 'Expected a whole number, 0 or more, got “x”.'],
    ['a backbone that is none', ['train', '--backbone', 'resnet'], '--backbone <id>: Allowed choices are'],
    [
      'an option out of range',
      ['train', '--epochs', '0'],
      '--epochs <number>: Expected a whole number from 1',
    ],
    [
      'settings that do not go together',
      ['train', '--fine-tune', 'all', '--hidden', '8'],
      'Fine-tuning the backbone works with a linear head.',
    ],
    [
      'a group with a wrong command and an option',
      ['export', 'nonsense', '--format', 'csv'],
      'tagwright export has no command “nonsense”: labels, predictions.',
    ],
    ['a folder in place of a CSV', ['import', '.', '--labels', '.'], 'is a folder. Choose the CSV in it.'],
    ['a value out of range', ['thresholds', 'set', 'beach', '1.5'], 'Expected a number from 0 to 1'],
    ['an objective that is none', ['thresholds', 'tune', '--objective', 'f2'], 'Expected f1, precision=0.9'],
    ['a split to learn from', ['evaluate', '--split', 'train'], 'Allowed choices are all, validation, test.'],
    ['an output without its kind', ['auto-tag', '--output', 'x.csv'], 'use it with --write csv'],
    ['nothing to import', ['import'], 'Name at least one photo or folder to import.'],
  ])('%s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await tagwright(folder, ...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^tagwright: [^\n]+\n$/);
    expect(stderr).toContain(sentence);
  });

  test('with --json the failure is the one document on stdout', async () => {
    const { code, stdout } = await tagwright(folder, '--json', 'train', '--hidden', 'many');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'invalid-input' } });
  });
});

describe('what cannot be done ends with 1', () => {
  test.each([
    ['no library', ['labels', 'list'], 'There is no library at'],
    ['a path that is not there', ['import', 'nowhere'], 'There is no file or folder at'],
    ['no model', ['--library', 'empty', 'auto-tag'], 'There is no trained model yet.'],
    ['nothing tagged', ['--library', 'empty', 'train'], 'No photo has a label yet'],
  ])('%s', async (_, args, sentence) => {
    if (args.includes('empty')) {
      await mkdir(join(folder, 'nothing'), { recursive: true });
      await tagwright(folder, '--library', 'empty', 'import', 'nothing');
    }
    const { code, stdout, stderr } = await tagwright(folder, ...args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^tagwright: [^\n]+\n$/);
    expect(stderr).toContain(sentence);
  });
});

test('what is not there makes no library', async () => {
  await tagwright(folder, '--library', 'typo', 'import', 'nowhere');
  await tagwright(folder, '--library', 'typo', 'import', '.', '--labels', 'nowhere.csv');
  expect(existsSync(join(folder, 'typo.tagwright'))).toBe(false);
});

test.runIf(process.platform === 'linux')('a place where the system makes no folder is told', async () => {
  const running = startTagwright(folder, ['--library', '/proc/photos', 'import', '.']);
  const stuck = setTimeout(() => running.process.kill('SIGKILL'), 20_000);
  const { code, stderr } = await running.result;
  clearTimeout(stuck);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^tagwright: The library folder \/proc\/photos\.tagwright cannot be written[^\n]+\n$/,
  );
});

test('files in trouble end with 3, are listed, and do not stop the others', async () => {
  const photos = join(folder, 'photos');
  await drawPhotos(photos, 2);
  await writeFile(join(photos, 'text.jpg'), 'not a picture');
  await writeFile(join(photos, 'escape\u001b[31m.jpg'), '');
  const { code, stdout, stderr } = await tagwright(folder, '--library', 'trouble', 'import', 'photos');
  expect(code).toBe(3);
  expect(stdout).toContain('4 files: 2 new, 2 left out.');
  expect(stderr).toContain('2 files or rows left out:');
  expect(stderr).toContain('text.jpg');
  expect(stderr).not.toContain('\u001b');

  const again = await tagwright(folder, '--library', 'trouble', '--json', 'import', 'photos');
  const { problemList } = JSON.parse(again.stdout) as { problemList: object[] };
  expect(problemList).toContainEqual({
    subject: join(photos, 'text.jpg'),
    code: 'unsupported-format',
    message: expect.stringMatching(/^“text\.jpg” is not a picture/) as string,
    isWarning: false,
  });

  const problems = await tagwright(folder, '--library', 'trouble', 'library', 'problems', '--json');
  expect(problems.code).toBe(0);
  const { problems: list } = JSON.parse(problems.stdout) as { problems: { file: string }[] };
  expect(list.map(({ file }) => file)).toEqual([
    join(photos, 'escape\u001b[31m.jpg'),
    join(photos, 'text.jpg'),
  ]);
});

test('help and version go to stdout and end with 0', async () => {
  for (const args of [['--help'], ['help', 'tag'], ['thresholds', 'tune', '--help'], []]) {
    const { code, stdout, stderr } = await tagwright(folder, ...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: tagwright');
  }
  expect((await tagwright(folder, '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
