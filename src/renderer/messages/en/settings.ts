/** Settings, the library's counts, and the engine. */

import { formatCount, formatFixed } from '../../format.ts';

export const settings = {
  heading: 'Settings',
  counts: {
    heading: 'This library',
    photos: 'Photos',
    tagged: 'Tagged',
    labels: 'Labels',
    models: 'Models',
    autoTagged: 'Auto-tagged',
    problems: 'Problems',
    photosDetail: (files: number, missing: number) =>
      missing > 0
        ? `${formatCount(missing)} ${missing === 1 ? 'file' : 'files'} missing`
        : files === 0
          ? 'none imported yet'
          : `in ${formatCount(files)} ${files === 1 ? 'file' : 'files'}`,
    taggedDetail: (fully: number) => `${formatCount(fully)} fully tagged`,
    modelsDetail: (activeId: number | null) =>
      activeId === null ? 'none active' : `model ${activeId} active`,
    autoTaggedDetail: (photos: number) => (photos === 0 ? 'none yet' : 'by the active model'),
    problemsDetail: (problems: number) => (problems === 0 ? 'every file was readable' : 'unreadable files'),
  },
  labels: {
    heading: 'Labels',
    empty: 'No labels yet. Import photos with a labels file, or try the sample photos.',
    count: (present: number) => `${formatCount(present)} ${present === 1 ? 'photo' : 'photos'}`,
  },
  engine: {
    heading: 'How it computes',
    starting: 'Starting …',
    training: 'Learning',
    embedding: 'Reading photos',
    threads: (threads: number) => `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    backends: { tensorflow: 'TensorFlow (native)', wasm: 'TensorFlow.js (WebAssembly)' },
    backbones: 'Networks',
    backboneDetail: (width: number, sizeBytes: number) =>
      `${width} features, ${formatFixed(sizeBytes / 1e6, 1)} MB`,
    isDefault: 'default',
    versions: (version: string, node: string, electron: string) =>
      `Tagwright ${version} · Node ${node} · Electron ${electron}`,
    local: 'Everything is computed on this computer. No photo leaves it.',
  },
};
