/** The engine, computing in this very process. */

import { availableParallelism } from 'node:os';
import type { EngineDescription } from '../../shared/engine-description.ts';
import { networkToTune } from '../../shared/composed-backbones.ts';
import { networkIds, type BackboneId } from '../../shared/model.ts';
import { readableFormats } from '../images/decode-photo.ts';
import type { Embedder } from '../ml/embedder.ts';
import { findResourcesFolder, loadBackbone, readBackboneManifest } from '../ml/load-backbone.ts';
import { openTensorFlow, type TensorFlow } from '../ml/tensorflow-backend.ts';
import { drawSamples } from '../samples/draw-samples.ts';
import { createBackboneEmbedders } from './backbone-embedders.ts';
import type { Engine } from './engine.ts';
import { evaluateStoredModel, heldOutScoresOf, tuneStoredModel } from './judge-model.ts';
import { readPhotos } from './read-photos.ts';
import { scorePhotos } from './score-photos.ts';
import { createPhotoLooker } from './look-at-photo.ts';
import { createSimilarPhotos } from './similar-photos.ts';
import { timeFineTuning } from './time-fine-tuning.ts';
import { spreadPhotos } from './spread-photos.ts';
import { createStarterWordScorer } from './starter-words.ts';
import { trainOnStoredEmbeddings } from './train-request.ts';
import { createTunedEmbedder } from './tuned-backbone.ts';

export interface LocalEngineOptions {
  /** where backbones lie; default: the project's or the package's own resources */
  resourcesFolder?: string;
  /** threads of ONNX Runtime; default: all cores */
  threads?: number;
}

/** Makes an engine that computes here. Networks and TensorFlow.js are loaded when first needed, and kept. */
export function createLocalEngine(options: LocalEngineOptions = {}): Engine {
  const resourcesFolder = options.resourcesFolder ?? findResourcesFolder();
  const threads = options.threads ?? availableParallelism();
  const embedders = createBackboneEmbedders(resourcesFolder, threads);
  const photoLooker = createPhotoLooker(resourcesFolder, threads);
  const starterWordScorer = createStarterWordScorer(resourcesFolder);
  const similarPhotos = createSimilarPhotos();
  let tensorFlow: Promise<TensorFlow> | null = null;

  /** Of the fine-tuned backbones only the one used last is kept open. */
  let tuned: { folder: string; embedder: Promise<Embedder> } | null = null;
  const tunedEmbedderOf = async (backbone: BackboneId, folder: string): Promise<Embedder> => {
    if (tuned?.folder !== folder) {
      const before = tuned;
      const embedder = loadBackbone(networkToTune(backbone), resourcesFolder).then((loaded) =>
        createTunedEmbedder(folder, loaded, { threads }),
      );
      tuned = { folder, embedder };
      embedder.catch(() => {
        if (tuned?.folder === folder) tuned = null;
      });
      await before?.embedder.then((open) => open.close()).catch(() => {});
    }
    return tuned!.embedder;
  };
  const openedTensorFlow = (): Promise<TensorFlow> => (tensorFlow ??= openTensorFlow());

  return {
    async describe(): Promise<EngineDescription> {
      const { backend, reason } = await openedTensorFlow();
      const manifests = await Promise.all(networkIds.map((id) => readBackboneManifest(id, resourcesFolder)));
      return {
        node: process.version,
        trainingBackend: backend,
        trainingBackendReason: reason,
        embeddingBackend: 'ONNX Runtime, CPU',
        embeddingThreads: threads,
        backbones: manifests.map((manifest) => ({
          id: manifest.id,
          title: manifest.title,
          embeddingWidth: manifest.embeddingWidth,
          sizeBytes: manifest.weights.sizeBytes,
        })),
        formats: [...readableFormats],
      };
    },
    readPhotos: async (request, context, onReadings) =>
      readPhotos(
        request,
        {
          own: await embedders.of(request.backbone),
          tuned: request.tunedFolder ? await tunedEmbedderOf(request.backbone, request.tunedFolder) : null,
        },
        context,
        onReadings,
      ),
    train: async (request, context, onEpoch) =>
      trainOnStoredEmbeddings(
        request,
        await openedTensorFlow(),
        () => loadBackbone(networkToTune(request.settings.backbone), resourcesFolder),
        context,
        onEpoch,
      ),
    timeFineTuning: async (request, context) =>
      timeFineTuning(
        request,
        await loadBackbone(networkToTune(request.backbone), resourcesFolder),
        await openedTensorFlow(),
        context,
      ),
    score: (request, context, onScores) => scorePhotos(request, context, onScores),
    evaluate: (request) => evaluateStoredModel(request),
    tuneThresholds: (request) => tuneStoredModel(request),
    heldOutScores: (request) => heldOutScoresOf(request),
    findSimilar: similarPhotos.findSimilar,
    findNearDuplicates: similarPhotos.findNearDuplicates,
    spreadPhotos: (request) => spreadPhotos(request),
    heatMaps: (request) => photoLooker.heatMaps(request),
    scoreStarterWords: (request) => starterWordScorer.score(request),
    drawSamples: (request, context) => drawSamples(request, context),
    async close() {
      const before = tuned;
      tuned = null;
      await photoLooker.close();
      await starterWordScorer.close();
      await before?.embedder.then((open) => open.close()).catch(() => {});
      await embedders.close();
    },
  };
}
