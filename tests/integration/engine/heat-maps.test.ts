import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLocalEngine } from '../../../src/main/engine/local-engine.ts';
import { writeModelFiles } from '../../../src/main/engine/model-files.ts';
import { fromFloat16 } from '../../../src/main/ml/float16.ts';
import { emptyLayer, headOf } from '../../../src/main/ml/head.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import { heatOf, placeOfHeat } from '../../../src/shared/heat-map.ts';

const BACKBONE = 'mobilenet-v2-0.35';

let folder: string;
let modelFolder: string;
const engine = createLocalEngine({ threads: 1 });

/** A grey field, and a target of rings that covers a sixteenth of it; x and y are its middle, 0..1. */
async function photo(
  name: string,
  target: { x: number; y: number } | null,
  orientation = 1,
): Promise<string> {
  const [width, height] = [720, 480];
  const rings = [60, 45, 30, 15]
    .map((radius, ring) => {
      const fill = ['#c22', '#fff', '#22c', '#fe3'][ring]!;
      return `<circle cx="${target ? target.x * width : 0}" cy="${target ? target.y * height : 0}" r="${radius}" fill="${fill}"/>`;
    })
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#8d9590"/>${target ? rings : ''}</svg>`;
  const file = join(folder, `${name}.jpg`);
  const upright = sharp(Buffer.from(svg));
  // stored lying on its side, with the note how to turn it, as cameras do
  const stored = orientation === 6 ? upright.rotate(270) : upright;
  await stored.jpeg().withMetadata({ orientation }).toFile(file);
  return file;
}

async function embed(files: string[]): Promise<Float32Array[]> {
  const byPath = new Map<string, Float32Array>();
  await engine.readPhotos(
    { files: files.map((path) => ({ path })), backbone: BACKBONE, thumbnailsFolder: null },
    quietContext(),
    (readings) => {
      for (const reading of readings)
        if (reading.kind === 'photo') byPath.set(reading.path, fromFloat16(reading.embedding));
    },
  );
  return files.map((file) => byPath.get(file)!);
}

/** A head that tells photos with a target from those without: their difference, and its opposite. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagwright-heat-'));
  modelFolder = join(folder, 'model');
  const files = [await photo('with', { x: 0.5, y: 0.5 }), await photo('without', null)];
  const [target, field] = await embed(files);
  const width = target!.length;
  const layer = emptyLayer(width, 2);
  for (let column = 0; column < width; column++) {
    const difference = target![column]! - field![column]!;
    layer.weights[2 * column] = 20 * difference;
    layer.weights[2 * column + 1] = -20 * difference;
    for (const [label, sign] of [1, -1].entries())
      layer.biases[label]! -= sign * 20 * difference * (0.7 * field![column]! + 0.3 * target![column]!);
  }
  await writeModelFiles(modelFolder, {
    backbone: BACKBONE,
    embeddingKey: BACKBONE,
    calibration: null,
    crossFit: null,
    learnedOnly: null,
    labels: ['target', 'empty'],
    head: headOf([layer]),
    heldOut: { photoIds: [], isCrossValidated: new Uint8Array(0), probabilities: new Float32Array(0) },
  });
}, 60_000);
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const placeIn = async (file: string): Promise<string> => {
  const maps = await engine.heatMaps({ file, modelFolder, picture: null }, quietContext());
  expect(maps.labels).toEqual(['target', 'empty']);
  return placeOfHeat(heatOf(maps, 0, 56));
};

test.each([
  ['upper-left', { x: 0.15, y: 0.15 }],
  ['upper-right', { x: 0.85, y: 0.15 }],
  ['lower-left', { x: 0.15, y: 0.85 }],
  ['lower-right', { x: 0.85, y: 0.85 }],
  ['middle', { x: 0.5, y: 0.5 }],
] as const)('finds a target %s', async (place, target) => {
  expect(await placeIn(await photo(place, target))).toBe(place);
});

test('finds it where it is seen in a photo that is stored turned', async () => {
  expect(await placeIn(await photo('turned', { x: 0.85, y: 0.15 }, 6))).toBe('upper-right');
});

test('draws the photo bright where the target is and dark elsewhere', async () => {
  const file = await photo('drawn', { x: 0.2, y: 0.8 });
  const picture = { label: 'target', file: join(folder, 'heat.png') };
  await engine.heatMaps({ file, modelFolder, picture }, quietContext());
  expect(existsSync(picture.file)).toBe(true);
  const { data, info } = await sharp(picture.file).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([512, 341]);
  const brightnessAt = (x: number, y: number): number =>
    data[(Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels + 1]!;
  // both are field: one beside the target, one far from it
  expect(brightnessAt(0.2, 0.62)).toBeGreaterThan(brightnessAt(0.8, 0.2) + 30);
});
