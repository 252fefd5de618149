/** A photo set for studies: truth, splits and embeddings, the embeddings kept in the user's cache between runs. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createLocalEngine } from '../../src/main/engine/local-engine.ts';
import { readLabelsCsv, type LabelsCsvRow } from '../../src/main/library/labels-csv.ts';
import { fromFloat16 } from '../../src/main/ml/float16.ts';
import { readBackboneManifest } from '../../src/main/ml/load-backbone.ts';
import { groupBursts } from '../../src/main/ml/split/group-bursts.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { partsOf } from '../../src/shared/composed-backbones.ts';
import { ABSENT, PRESENT } from '../../src/shared/label.ts';
import type { BackboneId } from '../../src/shared/model.ts';
import type { Split } from '../../src/shared/photo.ts';
import { accuracyCacheFolder } from './cache-folder.ts';

export interface PhotoSet {
  /** the L labels, sorted */
  labels: string[];
  /** the N photos, absolute */
  files: string[];
  /** N×L row-major: PRESENT or ABSENT */
  targets: Int8Array;
  /** N: as the set's labels.csv says */
  splits: (Split | null)[];
  /** N×width row-major */
  embeddings: Float32Array;
  width: number;
  /** N: photos of one group show the same moment */
  groups: Int32Array;
}

/**
 * Reads a set: FOLDER/labels.csv, every photo fully tagged.
 *
 * throws  Error when a photo of the set cannot be decoded
 */
export async function readPhotoSet(folder: string, backbone: BackboneId): Promise<PhotoSet> {
  const { rows } = await readLabelsCsv(join(folder, 'labels.csv'));
  const labels = [...new Set(rows.flatMap((row) => row.labels))].sort();
  const targets = new Int8Array(rows.length * labels.length).fill(ABSENT);
  for (const [photo, row] of rows.entries())
    for (const label of row.labels) targets[photo * labels.length + labels.indexOf(label)] = PRESENT;
  const embeddings = await embeddingsOf(rows, backbone);
  const width = embeddings.length / rows.length;
  const files = rows.map(({ file }) => file);
  return {
    labels,
    files,
    targets,
    splits: rows.map(({ split }) => split),
    embeddings,
    width,
    groups: groupBursts({
      folders: files.map(dirname),
      takenAt: files.map(() => null),
      embeddings,
      width,
    }),
  };
}

async function embeddingsOf(rows: LabelsCsvRow[], backbone: BackboneId): Promise<Float32Array> {
  const { networks, views } = partsOf(backbone);
  if (views === 'none' && networks.length > 1) {
    const parts = await Promise.all(networks.map((network) => embeddingsOf(rows, network)));
    return sideBySide(parts, rows.length);
  }
  const manifests = await Promise.all(networks.map((network) => readBackboneManifest(network)));
  const key = createHash('sha256');
  for (const { weights } of manifests) key.update(weights.sha256);
  for (const { file } of rows) key.update(`\n${file}`);
  const kept = join(accuracyCacheFolder(), `${backbone}-${key.digest('hex').slice(0, 16)}.f16`);
  const width = manifests.reduce((sum, { embeddingWidth }) => sum + embeddingWidth, 0);
  if (!existsSync(kept)) await embed(rows, backbone, width, kept);
  return fromFloat16(new Uint16Array(new Uint8Array(readFileSync(kept)).buffer));
}

/** Matrices of `count` rows each, as one. */
function sideBySide(parts: readonly Float32Array[], count: number): Float32Array {
  const width = parts.reduce((sum, part) => sum + part.length, 0) / count;
  const joined = new Float32Array(count * width);
  let start = 0;
  for (const part of parts) {
    const own = part.length / count;
    for (let row = 0; row < count; row++)
      joined.set(part.subarray(row * own, (row + 1) * own), row * width + start);
    start += own;
  }
  return joined;
}

async function embed(rows: LabelsCsvRow[], backbone: BackboneId, width: number, into: string): Promise<void> {
  const engine = createLocalEngine();
  const place = new Map(rows.map(({ file }, photo) => [file, photo]));
  const bits = new Uint16Array(rows.length * width);
  const files = rows.map(({ file }) => ({ path: file }));
  await engine.readPhotos({ files, backbone, thumbnailsFolder: null }, quietContext(), (readings) => {
    for (const reading of readings) {
      if (reading.kind !== 'photo') throw new Error(`${reading.path} could not be read.`);
      bits.set(reading.embedding, place.get(reading.path)! * width);
    }
  });
  await engine.close();
  mkdirSync(dirname(into), { recursive: true });
  writeFileSync(`${into}.partial`, bits);
  renameSync(`${into}.partial`, into);
}
