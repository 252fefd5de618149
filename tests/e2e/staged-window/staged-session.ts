/** A session with made-up content, for looking at states of the window that are hard to reach with a real library. */

import { dirname, join } from 'node:path';
import { createApp } from '../../../src/main/app.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { openWindowSettings } from '../../../src/main/requests/window-settings-store.ts';
import type { JobId, LabelId } from '../../../src/shared/ids.ts';
import type { Job } from '../../../src/shared/job.ts';
import type { ShownLibrary } from '../../../src/shared/contract.ts';
import type { MainJobReport } from '../../../src/shared/main-job-report.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { say } from '../../../src/shared/sentences/say.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';
import type { DesktopSession, Emit } from '../../../src/main/requests/desktop-session.ts';

const labelNames = [
  'tree',
  'building',
  'road',
  'water',
  'field',
  'car',
  'boat',
  'Fußgängerüberweg am Bahnhof',
];

function stagedReport(folder: string): MainJobReport {
  return {
    libraryFolder: folder,
    photosFolder: '/home/ada/.local/share/tagwright/sample-photos',
    predictionsFile: `${folder}/exports/predictions-2026-11-21.csv`,
    photos: 400,
    taggedPhotos: 240,
    autoTaggedPhotos: 158,
    problems: 2,
    backbone: 'mobilenet-v2-1.0',
    trainingBackend: 'wasm',
    seconds: { draw: 9.2, import: 14.6, train: 18.3, autoTag: 0.4 },
    mAP: 0.871,
    tuned: { macroF1: 0.812, microF1: 0.861 },
    atHalf: { macroF1: 0.774, microF1: 0.842 },
    labels: labelNames.map((label, index) => ({
      label,
      support: index === 7 ? 0 : 120 - 16 * index,
      averagePrecision: index === 7 ? null : 0.98 - 0.04 * index,
      threshold: 0.3 + 0.05 * index,
      tuned: {
        precision: index === 7 ? null : 0.95 - 0.05 * index,
        recall: index === 7 ? null : 0.97 - 0.06 * index,
        f1: index === 7 ? null : 0.96 - 0.055 * index,
      },
      atHalf: {
        precision: index === 7 ? null : 0.96 - 0.06 * index,
        recall: index === 7 ? null : 0.93 - 0.07 * index,
        f1: index === 7 ? null : 0.945 - 0.065 * index,
      },
    })),
  };
}

function stagedSummary(stage: string, folder: string): ShownLibrary {
  return {
    name: 'Walks and flights',
    folder,
    photos: stage === 'stopped' ? 0 : 12_408,
    files: 12_530,
    missingFiles: 3,
    taggedPhotos: 2_140,
    fullyTaggedPhotos: 1_985,
    labels: labelNames.length,
    models: 3,
    activeModelId: 3,
    problems: 2,
    autoTaggedPhotos: 10_268,
    isSample: stage !== 'stopped',
  };
}

/**
 * What the window is shown, by the name of the stage:
 * 'report'   a finished try-out with its report
 * 'learning' a try-out in the middle of learning
 * 'stopped'  every start ends at once with a stopped engine
 */
export function openStagedSession(stage: string, folder: string, emit: Emit): DesktopSession {
  const job: Job = {
    id: 1 as JobId,
    kind: 'sample',
    title: 'Try it with sample photos',
    state: 'running',
    progress: { done: 34, total: 60, note: say('notes.learning', { epoch: 34 }) },
    ratePerSecond: 2.4,
    secondsLeft: 11,
    problemCount: 0,
    warningCount: 0,
    createdAt: 0,
    startedAt: 0,
    finishedAt: null,
    failure: null,
  };
  const app = createApp({ folder, engine: hashingEngine() });
  let epoch = 0;
  let ticking: NodeJS.Timeout | undefined;
  /** From when the page is there to be told. */
  const startTicking = (): void => {
    ticking ??= setInterval(() => {
      epoch++;
      if (epoch > 34) return;
      const validationMAP = 0.9 - 0.6 / (1 + epoch / 3) + 0.01 * Math.sin(epoch * 2);
      emit('training.epoch', {
        epoch,
        trainingLoss: 1 / epoch,
        validationLoss: 1 / epoch,
        validationMAP,
      });
    }, 20);
  };

  return {
    app: () => app,
    platform: fakePlatform(),
    settings: openWindowSettings(join(dirname(folder), 'window', 'settings.json'), () => {}),
    recent: { list: () => [], add: () => {}, onAdd: () => {} },
    language: () => 'en',
    openLibrary: async () => stagedSummary(stage, folder),
    emit,
    describe: async () => ({
      version: '0.1.0',
      node: '24.15.0',
      electron: '42.0.0',
      engine: {
        node: '24.21.0',
        trainingBackend: 'wasm',
        trainingBackendReason: say('backendReasons.notInstalled'),
        embeddingBackend: 'ONNX Runtime 1.27 (CPU)',
        embeddingThreads: 2,
        backbones: [
          { id: 'mobilenet-v2-1.0', title: 'MobileNetV2 1.0', embeddingWidth: 1280, sizeBytes: 4_500_000 },
          { id: 'mobilenet-v2-0.35', title: 'MobileNetV2 0.35', embeddingWidth: 1280, sizeBytes: 900_000 },
          {
            id: 'efficientnet-lite0',
            title: 'EfficientNet-Lite0',
            embeddingWidth: 1280,
            sizeBytes: 4_700_000,
          },
        ],
        formats: ['jpeg', 'png'],
      },
    }),
    summary: () => stagedSummary(stage, folder),
    listLabels: () =>
      labelNames.map((name, index) => ({
        id: (index + 1) as LabelId,
        name,
        parentId: null,
        color: null,
        shortcut: null,
        presentCount: 1200 - 160 * index,
        absentCount: 700,
      })),
    listModels: () => [],
    getModel: (id) => {
      throw new AppError('not-found', verbatim(`There is no model ${id}.`));
    },
    listJobs: () => {
      if (stage !== 'learning') return [];
      startTicking();
      return [job];
    },
    cancelJob: () => {},
    startSample: () => {
      const failed: Job = {
        ...job,
        state: 'failed',
        failure: {
          code: 'engine-stopped',
          message: say('jobs.engineStopped'),
        },
      };
      setTimeout(() => emit('job.changed', failed), 50);
      return job.id;
    },
    leaveSample: () => {},
    sampleReport: () => (stage === 'report' ? stagedReport(folder) : null),
    close: async () => {
      clearInterval(ticking);
      await app.close();
    },
  };
}
