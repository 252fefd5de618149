/** The backbones as they are shipped: complete, checked, and refused when a byte is wrong. */

import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  findResourcesFolder,
  loadBackbone,
  loadClassifier,
  readBackboneManifest,
} from '../../src/main/ml/load-backbone.ts';
import { weightShapes } from '../../src/main/ml/network-description.ts';
import { networkIds } from '../../src/shared/model.ts';

const root = resolve(import.meta.dirname, '../..');
const id = 'mobilenet-v2-0.35';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-backbone-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function copyOf(backbone: string): Promise<string> {
  const copy = join(folder, 'backbones', backbone);
  await cp(join(root, 'resources/backbones', backbone), copy, { recursive: true });
  return copy;
}

describe.each(networkIds)('%s', (backboneId) => {
  test('is complete', async () => {
    const { network, weights, manifest } = await loadBackbone(backboneId);
    expect(manifest).toMatchObject({
      id: backboneId,
      inputSize: 224,
      embeddingWidth: 1280,
      licence: 'Apache-2.0',
    });
    for (const { name, shape } of weightShapes(network)) {
      const values = weights.get(name)!;
      expect(values.length, name).toBe(shape.reduce((product, size) => product * size));
      expect(values.every(Number.isFinite), name).toBe(true);
    }
  });

  test('is named in the notice', async () => {
    expect(await readFile(join(root, 'resources/backbones/NOTICE'), 'utf8')).toContain(`  ${backboneId} `);
  });
});

describe('damage', () => {
  test('a changed byte of the weights is refused', async () => {
    const file = join(await copyOf(id), 'weights.bin');
    const bytes = await readFile(file);
    await loadBackbone(id, folder);
    bytes[400_000]! ^= 1;
    await writeFile(file, bytes);
    await expect(loadBackbone(id, folder)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/weights\.bin is damaged.*Reinstall/) as string,
    });
  });

  test('a cut file and a missing file are refused', async () => {
    const file = join(await copyOf(id), 'weights.bin');
    await writeFile(file, (await readFile(file)).subarray(0, -4));
    await expect(loadBackbone(id, folder)).rejects.toMatchObject({ code: 'damaged' });
    await rm(file);
    await expect(loadBackbone(id, folder)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(file) as string,
    });
  });

  test.each<[string, (manifest: Record<string, unknown>) => void]>([
    ['a layer list with a gap', (manifest) => (manifest['layers'] as unknown[]).splice(3, 1)],
    ['a tensor too few', (manifest) => (manifest['weights'] as { tensors: unknown[] }).tensors.pop()],
    ['no licence', (manifest) => delete manifest['licence']],
    ['the id of another backbone', (manifest) => (manifest['id'] = 'mobilenet-v2-1.0')],
    [
      'a path in a file name',
      (manifest) => ((manifest['weights'] as { file: string }).file = '../weights.bin'),
    ],
  ])('a manifest with %s is refused', async (_, change) => {
    const file = join(await copyOf(id), 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    change(manifest);
    await writeFile(file, JSON.stringify(manifest));
    await expect(loadBackbone(id, folder)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('manifest.json') as string,
    });
  });

  test('a manifest that is no JSON is refused', async () => {
    await writeFile(join(await copyOf(id), 'manifest.json'), '{');
    await expect(readBackboneManifest(id, folder)).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('classifier', () => {
  test('comes with EfficientNet-Lite0 alone', async () => {
    const classifier = (await loadClassifier('efficientnet-lite0'))!;
    expect(classifier.labels).toHaveLength(1000);
    expect(classifier.labels[0]).toBe('tench');
    expect(classifier.kernel).toHaveLength(1280 * 1000);
    expect(classifier.bias).toHaveLength(1000);
    expect(await loadClassifier(id)).toBeNull();
  });

  test('other labels are refused', async () => {
    const copy = await copyOf('efficientnet-lite0');
    await copyFile(join(copy, 'manifest.json'), join(copy, 'classifier-labels.txt'));
    await expect(loadClassifier('efficientnet-lite0', folder)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('classifier-labels.txt') as string,
    });
  });
});

describe('resources folder', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('is found from the sources and from the built program', () => {
    vi.stubEnv('TAGWRIGHT_RESOURCES', '');
    expect(findResourcesFolder()).toBe(join(root, 'resources'));
    expect(findResourcesFolder(join(root, 'out/main'))).toBe(join(root, 'resources'));
    expect(() => findResourcesFolder(folder)).toThrow(/No resources folder/);
  });

  test('can be named', () => {
    vi.stubEnv('TAGWRIGHT_RESOURCES', folder);
    expect(findResourcesFolder()).toBe(folder);
  });
});
