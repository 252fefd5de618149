/** Where in a photo the active model sees its labels. */

import { existsSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import type { HeatMaps } from '../../shared/heat-map.ts';
import type { PhotoId } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Library } from '../library/library.ts';
import { quietContext, type TaskContext } from '../task-context.ts';
import { activeModel, modelFolderOf } from '../training/manage-models.ts';

/**
 * Reads the photo's file and looks at it with the active model.
 *
 * picture  wanted as a PNG file: a label of the model, and where to; null: none
 * returns  the heat maps of all labels of the model; labels by their names of today
 * Throws AppError 'not-found' without a model, a label or the photo's file; as decoding does.
 */
export async function heatMapsOf(
  library: Library,
  photoId: PhotoId,
  picture: { label: string; file: string } | null,
  context: TaskContext = quietContext(),
): Promise<HeatMaps> {
  const model = activeModel(library);
  const photo = library.photos.get([photoId])[0];
  if (photo === undefined) throw new AppError('not-found', say('library.noSuchPhoto', { id: photoId }));
  const file = photo.files.find((path) => existsSync(path));
  if (file === undefined)
    throw new AppError('not-found', say('library.fileGone', { path: photo.files[0] ?? `#${photoId}` }));
  const modelFolder = modelFolderOf(library, model.id);
  // a label that was renamed keeps its place in the model
  const names = library.models
    .labelIdsOf(model.id)
    .map(
      (labelId, place) =>
        (labelId === null ? null : library.labels.get(labelId)?.name) ?? model.labels[place]!,
    );
  const place = picture === null ? null : names.indexOf(picture.label);
  if (place === -1)
    throw new AppError('not-found', say('tagging.labelNotInModel', { label: picture!.label }));
  const drawn = picture === null ? null : { label: model.labels[place!]!, file: picture.file };
  const maps = await library.engine.heatMaps({ file, modelFolder, picture: drawn }, context);
  return { ...maps, labels: names };
}
