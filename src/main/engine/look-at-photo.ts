/** Where in a photo a stored model sees its labels. */

import { writeFile } from 'node:fs/promises';
import { partsOf } from '../../shared/composed-backbones.ts';
import { AppError } from '../../shared/errors.ts';
import { heatOf, type HeatMaps } from '../../shared/heat-map.ts';
import { say } from '../../shared/sentences/say.ts';
import { decodePhoto } from '../images/decode-photo.ts';
import { drawHeatMap } from '../images/draw-heat-map.ts';
import { openPhotoFile } from '../images/open-photo-file.ts';
import { cellLogits, createFeatureMapper, joinMappers, type FeatureMapper } from '../ml/class-activation.ts';
import { loadBackbone, type Backbone } from '../ml/load-backbone.ts';
import type { HeatMapsRequest } from './engine.ts';
import { readModelFiles, type StoredModel } from './model-files.ts';
import { withTuning } from './tuned-backbone.ts';

/** Cells of a drawn heat map; it is then stretched over the photo. */
const DRAWN_SIZE = 112;

export interface PhotoLooker {
  heatMaps(request: HeatMapsRequest): Promise<HeatMaps>;
  close(): Promise<void>;
}

/** Keeps the networks of the model asked last open. */
export function createPhotoLooker(resourcesFolder: string, threads: number): PhotoLooker {
  let opened: { key: string; mapper: Promise<FeatureMapper> } | null = null;

  async function close(): Promise<void> {
    const before = opened;
    opened = null;
    await before?.mapper.then((mapper) => mapper.close()).catch(() => {});
  }

  async function mapperOf(model: StoredModel, modelFolder: string): Promise<FeatureMapper> {
    const { key, load } = networksOf(model, modelFolder, resourcesFolder);
    if (opened?.key !== key) {
      await close();
      const mapper = load().then(async (backbones) =>
        joinMappers(await Promise.all(backbones.map((one) => createFeatureMapper(one, threads)))),
      );
      opened = { key, mapper };
      mapper.catch(() => (opened = null));
    }
    return opened!.mapper;
  }

  return {
    async heatMaps({ file, modelFolder, picture }) {
      const model = await readModelFiles(modelFolder);
      const photo = await decodePhoto(await openPhotoFile(file));
      const mapper = await mapperOf(model, modelFolder);
      const { features, embedding, rows, columns } = await mapper.map(photo.networkInput);
      const logits = cellLogits(model.head, features, embedding);
      const maps: HeatMaps = { labels: model.labels, rows, columns, logits };
      if (picture !== null) {
        const heat = heatOf(maps, model.labels.indexOf(picture.label), DRAWN_SIZE);
        await writePicture(picture.file, await drawHeatMap(photo.thumbnail, heat));
      }
      return maps;
    },
    close,
  };
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
