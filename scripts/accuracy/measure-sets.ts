/** What the studies of losses and of unknown answers share: photo sets, network, backend and seeds. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openTensorFlow, type TensorFlowCore } from '../../src/main/ml/tensorflow-backend.ts';
import { DEFAULT_BACKBONE } from '../../src/shared/model.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import type { StudyContext } from './study.ts';

/** One draw each. */
export const seeds: readonly number[] = [1, 2, 3, 4, 5];

const folders = ['ucm-multilabel', 'voc2012-animals'];

/** Measures one set; returns paragraphs and tables in Markdown. */
export type MeasureSet = (
  tf: TensorFlowCore,
  set: PhotoSet,
  say: (line: string) => void,
) => Promise<string[]>;

/**
 * Measures every set that is there, on the backend that every machine has.
 *
 * returns  the study's section: the introduction, then each set under its name
 */
export async function measureSets(
  { dataFolder, say }: StudyContext,
  introduction: string,
  measure: MeasureSet,
): Promise<string> {
  const { tf } = await openTensorFlow({ prefer: 'wasm' });
  const parts = [introduction];
  for (const folder of folders) {
    if (!existsSync(join(dataFolder, folder, 'labels.csv'))) continue;
    const set = await readPhotoSet(join(dataFolder, folder), DEFAULT_BACKBONE);
    parts.push(`### ${folder}`, ...(await measure(tf, set, (line) => say(`${folder}, ${line}`))));
  }
  return parts.join('\n\n');
}
