import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drawSamples, samplePath, takenAt } from '../../../src/main/samples/draw-samples.ts';
import { drawScene } from '../../../src/main/samples/draw-scene.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import type { Progress } from '../../../src/shared/job.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'draw-samples-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const seed = 3;

describe('drawSamples', () => {
  test('writes every photo and its labels', async () => {
    const reports: Progress[] = [];
    const context = { ...quietContext(), report: (progress: Progress) => void reports.push(progress) };
    await drawSamples({ folder, count: 40, seed }, context);
    const lines = (await readFile(join(folder, 'labels.csv'), 'utf8')).trimEnd().split('\n');
    expect(lines[0]).toBe('file,labels');
    expect(lines.length).toBe(41);
    for (const [index, line] of lines.slice(1).entries()) {
      const scene = drawScene(index, seed);
      expect(line).toBe(`${samplePath(index, seed)},${scene.labels.join('|')}`);
      const { format, width, height, exif } = await sharp(join(folder, samplePath(index, seed))).metadata();
      expect({ format, width, height }).toEqual({ format: 'jpeg', width: scene.width, height: scene.height });
      const stamp = takenAt(index, seed).toISOString().slice(0, 10).replaceAll('-', ':');
      expect(exif?.toString('latin1')).toContain(stamp);
      expect(exif?.toString('latin1')).toContain('Tagwright Sample');
    }
    expect(reports.at(-1)).toMatchObject({ done: 40, total: 40 });
    expect((await readdir(folder)).sort()).toEqual(['images', 'labels.csv', 'sample-set.json']);
  });

  test('goes on after a cancel, and comes to the same result', async () => {
    const stop = new AbortController();
    const context = { signal: stop.signal, report: () => stop.abort() };
    await expect(drawSamples({ folder, count: 40, seed }, context)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(stat(join(folder, 'labels.csv'))).rejects.toThrow();
    const first = join(folder, samplePath(0, seed));
    const before = (await stat(first)).mtimeMs;
    await rm(join(folder, samplePath(1, seed)));
    await drawSamples({ folder, count: 40, seed }, quietContext());
    expect((await stat(first)).mtimeMs).toBe(before);

    const other = await mkdtemp(join(tmpdir(), 'draw-samples-'));
    await drawSamples({ folder: other, count: 40, seed }, quietContext());
    for (const file of ['labels.csv', samplePath(1, seed), samplePath(39, seed)])
      expect(await readFile(join(folder, file))).toEqual(await readFile(join(other, file)));
    await rm(other, { recursive: true });
  });

  test('grows a set, and refuses to mix or shrink sets', async () => {
    await drawSamples({ folder, count: 3, seed }, quietContext());
    await drawSamples({ folder, count: 5, seed }, quietContext());
    expect((await readFile(join(folder, 'labels.csv'), 'utf8')).trimEnd().split('\n').length).toBe(6);
    await expect(drawSamples({ folder, count: 5, seed: 4 }, quietContext())).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(drawSamples({ folder, count: 2, seed }, quietContext())).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('draws a photo again whose row was cut off by a crash', async () => {
    await drawSamples({ folder, count: 3, seed }, quietContext());
    const list = await readFile(join(folder, 'labels.csv'), 'utf8');
    await rm(join(folder, 'labels.csv'));
    await writeFile(join(folder, 'labels.csv.unfinished'), list.slice(0, -3));
    await drawSamples({ folder, count: 3, seed }, quietContext());
    expect(await readFile(join(folder, 'labels.csv'), 'utf8')).toBe(list);
  });

  test('fails calmly when photos cannot be written', async () => {
    await writeFile(join(folder, 'images'), 'in the way');
    await expect(drawSamples({ folder, count: 5, seed }, quietContext())).rejects.toThrow(/EEXIST|ENOTDIR/);
  });

  test('refuses a wrong count', async () => {
    for (const count of [0, -1, 1.5, 1_000_000])
      await expect(drawSamples({ folder, count, seed }, quietContext())).rejects.toMatchObject({
        code: 'invalid-input',
      });
  });
});

test('no folder takes more than 1,000 photos', () => {
  const perFolder = new Map<string, number>();
  for (let index = 0; index < 12_000; index++) {
    const folderOfPhoto = samplePath(index, seed).replace(/\/[^/]*$/, '');
    perFolder.set(folderOfPhoto, (perFolder.get(folderOfPhoto) ?? 0) + 1);
  }
  expect(Math.max(...perFolder.values())).toBeLessThanOrEqual(1000);
});
