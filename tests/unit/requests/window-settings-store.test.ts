import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWindowSettings } from '../../../src/main/requests/window-settings-store.ts';
import { windowSettingsSchema } from '../../../src/shared/window-settings.ts';

let folder: string;
let file: string;
let failures: unknown[];
const open = () => openWindowSettings(file, (error) => failures.push(error));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-settings-'));
  file = join(folder, 'window', 'settings.json');
  failures = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('begins with the defaults and keeps changes for the next start', () => {
  const settings = open();
  expect(settings.current()).toEqual(windowSettingsSchema.parse({}));
  settings.change({ view: 'review', language: 'de' });
  settings.change({ thumbnailSize: 300 });
  expect(open().current()).toMatchObject({
    view: 'review',
    language: 'de',
    thumbnailSize: 300,
    theme: 'system',
  });
  expect(failures).toEqual([]);
});

test('tells its listeners of every change', () => {
  const settings = open();
  const heard: string[] = [];
  settings.onChange(({ theme }) => heard.push(theme));
  settings.change({ theme: 'dark' });
  expect(heard).toEqual(['dark']);
});

test('falls back to the defaults when the file is damaged, setting by setting where it can', async () => {
  open().change({ view: 'train' });
  const stored = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...stored, thumbnailSize: 'huge', order: 'sideways' }));
  expect(open().current()).toMatchObject({ view: 'train', thumbnailSize: 170, order: 'newest' });
  await writeFile(file, '{ "view": "tr');
  expect(open().current()).toEqual(windowSettingsSchema.parse({}));
  await writeFile(file, '[1, 2]');
  expect(open().current()).toEqual(windowSettingsSchema.parse({}));
});

test('goes on without a memory when it cannot be written', async () => {
  await writeFile(join(folder, 'window'), 'a file where the folder should be');
  const settings = open();
  expect(settings.change({ view: 'train' }).view).toBe('train');
  expect(settings.current().view).toBe('train');
  expect(failures).toHaveLength(1);
});
