/** Where in a photo a stored model sees its labels. */

import { writeFile } from 'node:fs/promises';
import { partsOf } from '../../shared/composed-backbones.ts';
import { AppError } from '../../shared/errors.ts';
import { heatOf, type HeatMaps } from '../../shared/heat-map.ts';
import { say } from '../../shared/sentences/say.ts';
import { decodePhoto } from '../images/decode-photo.ts';
import { squeezeThumbnail } from '../images/derive-outputs.ts';
import { drawHeatMap } from '../images/draw-heat-map.ts';
import { openPhotoFile } from '../images/open-photo-file.ts';
import { cellLogits, createFeatureMapper, joinMappers, type FeatureMapper } from '../ml/class-activation.ts';
import { meanOfLooks, type CellLogits } from '../ml/heat-scales.ts';
import type { Head } from '../ml/head.ts';
import { loadBackbone, type Backbone } from '../ml/load-backbone.ts';
import type { HeatMapsRequest } from './engine.ts';
import { readModelFiles, type StoredModel } from './model-files.ts';
import { withTuning } from './tuned-backbone.ts';

/** How many times the network's own input the closer look is: 14 × 14 cells instead of 7 × 7. */
const CLOSER = 2;

/** Cells of a drawn heat map; it is then stretched over the photo. */
const DRAWN_SIZE = 112;

export interface PhotoLooker {
  heatMaps(request: HeatMapsRequest): Promise<HeatMaps>;
  close(): Promise<void>;
}

/** The networks of one model, for both looks. */
interface Lenses {
  inputSize: number;
  whole: FeatureMapper;
  closer: FeatureMapper;
}

/** Keeps the networks of the model asked last open. */
export function createPhotoLooker(resourcesFolder: string, threads: number): PhotoLooker {
  let opened: { key: string; lenses: Promise<Lenses> } | null = null;

  async function close(): Promise<void> {
    const before = opened;
    opened = null;
    await before?.lenses
      .then(({ whole, closer }) => Promise.all([whole.close(), closer.close()]))
      .catch(() => {});
  }

  async function lensesOf(model: StoredModel, modelFolder: string): Promise<Lenses> {
    const { key, load } = networksOf(model, modelFolder, resourcesFolder);
    if (opened?.key !== key) {
      await close();
      const lenses = load().then((backbones) => openLenses(backbones, threads));
      opened = { key, lenses };
      lenses.catch(() => (opened = null));
    }
    return opened!.lenses;
  }

  return {
    async heatMaps({ file, modelFolder, picture }) {
      const model = await readModelFiles(modelFolder);
      const photo = await decodePhoto(await openPhotoFile(file));
      const { whole, closer, inputSize } = await lensesOf(model, modelFolder);
      const closeUp = await squeezeThumbnail(photo.thumbnail, inputSize * CLOSER);
      const looks = meanOfLooks(
        await look(whole, photo.networkInput, model.head),
        await look(closer, closeUp, model.head),
      );
      const maps: HeatMaps = { labels: model.labels, ...looks };
      if (picture !== null) {
        const heat = heatOf(maps, model.labels.indexOf(picture.label), DRAWN_SIZE);
        await writePicture(picture.file, await drawHeatMap(photo.thumbnail, heat));
      }
      return maps;
    },
    close,
  };
}

async function openLenses(backbones: readonly Backbone[], threads: number): Promise<Lenses> {
  const { inputSize } = backbones[0]!.network;
  const open = async (size: number): Promise<FeatureMapper> =>
    joinMappers(await Promise.all(backbones.map((one) => createFeatureMapper(one, threads, size))));
  return { inputSize, whole: await open(inputSize), closer: await open(inputSize * CLOSER) };
}

async function look(lens: FeatureMapper, pixels: Uint8Array, head: Head): Promise<CellLogits> {
  const { rows, columns, features, embedding } = await lens.map(pixels);
  return { rows, columns, logits: cellLogits(head, features, embedding) };
}

/**
 * The networks whose embeddings the model's head takes, side by side, under a key that is the same for the same ones.
 * Where a head scores the mean over views, it is looked through in the upright view alone.
 */
function networksOf(
  model: StoredModel,
  modelFolder: string,
  resourcesFolder: string,
): { key: string; load(): Promise<Backbone[]> } {
  const { networks } = partsOf(model.backbone);
  const own = () => Promise.all(networks.map((network) => loadBackbone(network, resourcesFolder)));
  if (model.embeddingKey === model.backbone) return { key: model.backbone, load: own };
  return {
    key: modelFolder,
    load: async () => Promise.all((await own()).map((backbone) => withTuning(modelFolder, backbone))),
  };
}

async function writePicture(file: string, png: Buffer): Promise<void> {
  try {
    await writeFile(file, png);
  } catch (error) {
    throw new AppError('no-access', say('library.pictureNotWritten', { path: file }), { cause: error });
  }
}
