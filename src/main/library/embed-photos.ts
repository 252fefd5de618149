/** Makes sure that photos have an embedding of a network: nothing is computed twice. */

import { existsSync } from 'node:fs';
import type { PhotoId } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import type { Library } from './library.ts';
import type { NetworkInUse } from './network-in-use.ts';
import { readRobustly } from './read-robustly.ts';
import { storeReading } from './store-reading.ts';

/**
 * Embeds those of the photos that have no embedding of this network yet, from their files.
 *
 * returns  the photos that have one afterwards, in the order given; each of the others was told as a problem
 */
export async function ensureEmbeddings(
  library: Library,
  photoIds: PhotoId[],
  network: NetworkInUse,
  context: JobContext,
): Promise<PhotoId[]> {
  const lacking = photoIds.filter((photoId) => !library.embeddings.has(photoId, network.key));
  if (lacking.length === 0) return photoIds;
  const paths: string[] = [];
  for (const photo of library.photos.get(lacking)) {
    const path = photo.files.find((file) => existsSync(file));
    if (path !== undefined) paths.push(path);
    else
      context.problem({
        subject: photo.files[0] ?? `photo ${photo.id}`,
        code: 'not-found',
        message: say('library.goneForBackbone', {
          path: photo.files[0] ?? `photo ${photo.id}`,
          backbone: network.backbone,
        }),
        isWarning: false,
      });
  }
  const options = { ...network, thumbnailsFolder: library.paths.thumbnailsFolder };
  const files = paths.map((path) => ({ path }));
  await readRobustly(library.engine, files, options, context, (readings) => {
    inTransaction(library.database, () => {
      for (const reading of readings) storeReading(library, reading, network);
    });
    for (const reading of readings)
      if (reading.kind === 'problem')
        context.problem({
          subject: reading.path,
          code: reading.code,
          message: reading.message,
          isWarning: false,
        });
  });
  return photoIds.filter((photoId) => library.embeddings.has(photoId, network.key));
}
