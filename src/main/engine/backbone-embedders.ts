/** The embedders of the backbones as they come: every network is loaded once, whatever it takes part in. */

import { partsOf } from '../../shared/composed-backbones.ts';
import type { BackboneId, NetworkId } from '../../shared/model.ts';
import { averageViews, joinEmbedders } from '../ml/composed-embedder.ts';
import { createEmbedder, type Embedder } from '../ml/embedder.ts';
import { viewsOf } from '../ml/fine-tune/views.ts';
import { loadBackbone } from '../ml/load-backbone.ts';

export interface BackboneEmbedders {
  /** The embedder of a backbone; it is not to be closed by itself. Throws AppError as loadBackbone does. */
  of(backbone: BackboneId): Promise<Embedder>;
  close(): Promise<void>;
}

/** threads: of ONNX Runtime */
export function createBackboneEmbedders(resourcesFolder: string, threads: number): BackboneEmbedders {
  const networks = new Map<NetworkId, Promise<Embedder>>();

  function ofNetwork(network: NetworkId): Promise<Embedder> {
    let embedder = networks.get(network);
    if (!embedder) {
      embedder = loadBackbone(network, resourcesFolder).then((loaded) => createEmbedder(loaded, { threads }));
      networks.set(network, embedder);
      // A failed load is tried anew at the next call.
      embedder.catch(() => networks.delete(network));
    }
    return embedder;
  }

  return {
    async of(backbone) {
      const parts = partsOf(backbone);
      const views = viewsOf[parts.views];
      const embedders = await Promise.all(parts.networks.map(ofNetwork));
      return joinEmbedders(embedders.map((embedder) => averageViews(embedder, views)));
    },
    async close() {
      const opened = await Promise.allSettled(networks.values());
      networks.clear();
      for (const embedder of opened) if (embedder.status === 'fulfilled') await embedder.value.close();
    },
  };
}
