/** What the networks see, from a terminal: similar photos, near-duplicates, heat maps, starter labels. */

import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawSamples } from '../../../src/main/samples/draw-samples.ts';
import type { LabelCount } from '../../../src/shared/label.ts';
import { heatPlaces } from '../../../src/shared/heat-map.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import { tagwright, tagwrightJson } from './run-tagwright.ts';

const PHOTOS = 20;

interface Similar {
  notCompared: number;
  photos: { file: string; similarity: number }[];
  tag?: { label: string; isNewLabel: boolean; changed: number };
}

interface HeatMap {
  label: string;
  place: string;
  rows: number;
  columns: number;
  logits: number[];
  file: string | null;
}

interface Starter {
  photos: number;
  labels: { label: string; photos: number; best: string[] }[];
  accepted?: { photos: number; labels: { name: string; photos: number }[] };
  problemList: { subject: string; code: string }[];
}

let folder: string;
/** absolute, in the order in which they were drawn */
let photos: string[];
/** the third photo, saved again smaller */
let again: string;
/** its file was away when the model was trained, so the model's backbone has not seen it */
let unseen: string;
/** a file that is no picture; the import left it out */
let broken: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-looking-'));
  const samples = join(folder, 'samples');
  await drawSamples({ folder: samples, count: PHOTOS, seed: 4 }, quietContext());
  const rows = (await readFile(join(samples, 'labels.csv'), 'utf8')).trim().split('\n').slice(1);
  photos = rows.map((row) => join(samples, row.split(',')[0]!));
  const images = dirname(photos[0]!);
  again = join(images, 'again.jpg');
  await sharp(photos[2]).resize(420).jpeg({ quality: 60 }).toFile(again);
  broken = join(images, 'broken.jpg');
  await writeFile(broken, 'not a picture');
  unseen = join(images, 'unseen.jpg');
  await sharp(photos[5]).rotate(90).toFile(unseen);
  const imported = await tagwright(folder, 'import', 'samples', '--labels', join(samples, 'labels.csv'));
  if (imported.code !== 3) throw new Error(imported.stderr);
  const train = ['train', '--backbone', 'mobilenet-v2-0.35', '--epochs', '20'];
  const trained = await without(unseen, () => tagwright(folder, ...train));
  if (trained.code !== 3) throw new Error(trained.stderr);
  await tagwright(folder, 'labels', 'add', 'untaught');
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Does something while a file lies elsewhere. */
async function without<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  await rename(file, `${file}.away`);
  try {
    return await work();
  } finally {
    await rename(`${file}.away`, file);
  }
}

const presentCounts = async (): Promise<Map<string, number>> => {
  const { labels } = await tagwrightJson<{ labels: LabelCount[] }>(folder, 'labels', 'list');
  return new Map(labels.map(({ name, presentCount }) => [name, presentCount]));
};

describe('similar', () => {
  test('lists the photo itself first, then its copy, falling', async () => {
    const { photos: found } = await tagwrightJson<Similar>(folder, 'similar', again, '--limit', '5');
    expect(found).toHaveLength(5);
    expect(found.slice(0, 2).map(({ file }) => file)).toEqual([again, photos[2]]);
    expect(found[0]!.similarity).toBeCloseTo(1, 3);
    expect(found[1]!.similarity).toBeGreaterThan(0.85);
    const similarities = found.map(({ similarity }) => similarity);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));

    const { stdout } = await tagwright(folder, 'similar', again, '--limit', '2');
    expect(stdout.match(/^ +[01]\.\d{3} +\//gm)).toHaveLength(2);
    expect(stdout).toMatch(/^Similarity +Photo\n +1\.000 +\//);
  });

  test('tags all that are similar enough, and nothing else', async () => {
    const { photos: found, tag } = await tagwrightJson<Similar>(
      folder,
      'similar',
      again,
      '--at-least',
      '85%',
      '--tag',
      'twin',
    );
    expect(tag).toEqual({ label: 'twin', isNewLabel: true, changed: found.length });
    expect(found.every(({ similarity }) => similarity >= 0.85)).toBe(true);
    expect((await presentCounts()).get('twin')).toBe(found.length);
  });

  test('still knows a photo whose file is away', async () => {
    const { photos: found } = await without(photos[2]!, () =>
      tagwrightJson<Similar>(folder, 'similar', photos[2]!, '--limit', '2'),
    );
    expect(found.map(({ file }) => file)).toEqual([photos[2], again]);
  });

  test('says which photos the network in use has not seen, and what to do', async () => {
    const all = await tagwrightJson<Similar>(folder, 'similar', again, unseen, '--limit', '99');
    expect(all.notCompared).toBe(1);
    expect(all.photos.map(({ file }) => file)).not.toContain(unseen);
    const { stdout } = await tagwright(folder, 'similar', again, unseen);
    expect(stdout).toContain(
      '1 photo of the library could not be compared, 1 photo you asked with among them: the network in use has not seen',
    );
    const alone = await tagwright(folder, 'similar', unseen);
    expect(alone).toMatchObject({ code: 1, stdout: '' });
    expect(alone.stderr).toContain('mobilenet-v2-0.35, the network in use, has not seen this photo.');
  });

  test.each([
    ['a similarity over 1', ['--at-least', '2'], 2, 'Expected a number from 0 to 1'],
    ['a limit of none', ['--limit', '0'], 2, '--limit 1 or more'],
  ])('refuses %s', async (_, options, code, sentence) => {
    const refused = await tagwright(folder, 'similar', again, ...options);
    expect(refused).toMatchObject({ code, stdout: '' });
    expect(refused.stderr).toContain(sentence);
  });

  test('says of a file that was left out that it is not in the library', async () => {
    const { code, stderr } = await tagwright(folder, 'similar', broken);
    expect(code).toBe(1);
    expect(stderr).toContain(`${broken} is not in the library`);
  });
});

describe('duplicates', () => {
  test('groups a photo with its copy, the files left out aside', async () => {
    const found = await tagwrightJson<{ leastCosine: number; photos: number; groups: string[][] }>(
      folder,
      'duplicates',
      '--at-least',
      '0.85',
    );
    expect(found).toMatchObject({ leastCosine: 0.85, photos: PHOTOS + 1 });
    expect(found.groups.map((group) => [...group].sort())).toContainEqual([again, photos[2]].sort());

    const { stdout } = await tagwright(folder, 'duplicates', '--at-least', '0.85');
    expect(stdout).toMatch(/^\d+ groups? of near-duplicates: \d+ photos of 21\.\n/);
    expect(stdout).toContain(`\n${again}\n`);
  });

  test('says so when there are none', async () => {
    const { code, stdout } = await tagwright(folder, 'duplicates', '--at-least', '1');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No near-duplicates among 21 photos.\n' });
  });

  test('refuses a similarity that is none', async () => {
    const { code, stderr } = await tagwright(folder, 'duplicates', '--at-least', 'very');
    expect(code).toBe(2);
    expect(stderr).toContain('Expected a number from 0 to 1');
  });
});

describe('heat-map', () => {
  test('tells the place and the logits, cell by cell', async () => {
    const map = await tagwrightJson<HeatMap>(folder, 'heat-map', photos[1]!, 'TREE');
    expect(map).toMatchObject({ label: 'tree', rows: 14, columns: 14, file: null });
    expect(heatPlaces).toContain(map.place);
    expect(map.logits).toHaveLength(14 * 14);
    expect(Math.max(...map.logits)).toBeGreaterThan(Math.min(...map.logits));
    expect(map.place === 'nowhere').toBe(map.logits.every((logit) => logit <= 0));
  });

  test('draws the picture, over one that is there', async () => {
    const out = join(folder, 'heat.png');
    await writeFile(out, 'an older one');
    const { code, stdout } = await tagwright(folder, 'heat-map', photos[1]!, 'tree', '--out', 'heat.png');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Seen +\S/m);
    expect(stdout).toContain(out);
    const picture = await sharp(out).metadata();
    const photo = await sharp(photos[1]).metadata();
    expect(picture.format).toBe('png');
    expect(picture.width / picture.height).toBeCloseTo(photo.width / photo.height, 2);
  });

  test.each([
    ['a picture that is no PNG', () => [photos[1]!, 'tree', '--out', 'heat.jpg'], 2, 'name it so'],
    ['a label that is not there', () => [photos[1]!, 'trees'], 1, 'tree'],
    ['a label that the model does not know', () => [photos[1]!, 'untaught'], 1, 'untaught'],
    ['a file that was left out', () => [broken, 'tree'], 1, 'is not in the library'],
  ])('refuses %s', async (_, words, code, sentence) => {
    const refused = await tagwright(folder, 'heat-map', ...words());
    expect(refused).toMatchObject({ code, stdout: '' });
    expect(refused.stderr).toContain(sentence);
    expect(existsSync(join(folder, 'heat.jpg'))).toBe(false);
  });

  test('says of a photo whose file is away where it looked, and of a spoiled one that it cannot be read', async () => {
    const [spoiled] = photos.slice(-1);
    const gone = await without(spoiled!, async () => {
      const first = await tagwright(folder, 'heat-map', spoiled!, 'tree');
      await copyFile(broken, spoiled!);
      const second = await tagwright(folder, 'heat-map', spoiled!, 'tree');
      await rm(spoiled!);
      return [first, second];
    });
    expect(gone.map(({ code, stdout }) => ({ code, stdout }))).toEqual([
      { code: 1, stdout: '' },
      { code: 1, stdout: '' },
    ]);
    for (const { stderr } of gone) expect(stderr).toMatch(/^tagwright: [^\n]*scene-000020\.jpg[^\n]*\n$/);
  });
});

describe('starter-labels', () => {
  test('names what it sees, in two languages, and tags nothing', async () => {
    const before = await presentCounts();
    const look = (language: string): Promise<Starter> =>
      tagwrightJson<Starter>(folder, 'starter-labels', '--at-least', '0.2', '--language', language);
    const english = await look('en');
    const german = await look('de');
    expect(english.photos).toBe(PHOTOS + 2);
    expect(english.labels.length).toBeGreaterThan(0);
    expect(german.labels.map((label) => label.photos)).toEqual(english.labels.map(({ photos }) => photos));
    expect(german.labels.map(({ label }) => label)).not.toEqual(english.labels.map(({ label }) => label));
    for (const { photos: count, best } of english.labels) {
      expect(count).toBeGreaterThan(0);
      expect([...photos, again, unseen]).toContain(best[0]);
    }
    expect(await presentCounts()).toEqual(before);
  });

  test('goes on past a photo whose file is away when it was never looked at, and lists it', async () => {
    await tagwright(folder, 'import', '--library', 'untagged', dirname(photos[0]!));
    const { code, stdout, stderr } = await without(photos[0]!, () =>
      tagwright(folder, 'starter-labels', '--library', 'untagged', '--at-least', '0.2'),
    );
    expect(code).toBe(3);
    expect(stdout).toContain(`sees in ${PHOTOS + 1} photos`);
    expect(stderr).toContain(photos[0]);
  });

  test('tags what is accepted where nothing was said yet', async () => {
    const look = ['starter-labels', '--library', 'untagged', '--at-least', '0.2'];
    const { labels } = await tagwrightJson<Starter>(folder, ...look);
    const { label, photos: count } = labels[0]!;
    const { accepted } = await tagwrightJson<Starter>(folder, ...look, '--accept', label);
    expect(accepted).toEqual({ photos: count, labels: [{ name: label, photos: count }] });
    const again = await tagwright(folder, ...look, '--accept', label);
    expect(again.stdout).toContain(`0 photos newly tagged “${label}”.`);
  });

  test.each([
    ['a confidence that is mostly wrong', ['--at-least', '0.1'], 2, 'Below 0.2 it is mostly wrong'],
    ['a label that it does not see', ['--accept', 'unicorn'], 1, 'It sees no “unicorn” in these photos.'],
    ['a language that it does not speak', ['--language', 'fr'], 2, 'Allowed choices are en, de'],
  ])('refuses %s', async (_, options, code, sentence) => {
    const refused = await tagwright(folder, 'starter-labels', ...options);
    expect(refused).toMatchObject({ code, stdout: '' });
    expect(refused.stderr).toContain(sentence);
  });
});
