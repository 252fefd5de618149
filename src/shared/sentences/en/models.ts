/** Training, models, thresholds, and the files they need. */

import { count } from './numbers.ts';

interface Numbered {
  id: number;
}

interface InFile {
  file: string;
}

export const models = {
  noneYet: 'There is no trained model yet. Train one first.',
  noSuchModel: ({ id }: Numbered) => `There is no model with the number ${id}.`,
  isActive: ({ id }: Numbered) => `Model ${id} is the active one. Choose another first.`,
  unknownLabel: ({ name, known }: { name: string; known: readonly string[] }) =>
    `The active model knows no label “${name}”. It knows: ${known.join(', ')}.`,
  modelKnowsNoLabel: ({ id, name }: Numbered & { name: string }) =>
    `Model ${id} does not know the label “${name}”.`,
  sameLabelTwice: 'A model cannot have the same label twice.',
  labelWithoutThreshold: ({ name }: { name: string }) => `The label “${name}” of the model has no threshold.`,
  notScored: 'The active model has not scored this photo yet.',

  nothingTagged:
    'No photo has a label yet, so there is nothing to learn from. Tag some photos first, or import a labels CSV.',
  noneReadable: ({ photos }: { photos: number }) =>
    `${photos === 1 ? 'The only tagged photo could not be read' : `None of the ${count(photos)} tagged photos could be read`}. ` +
    'Connect the drive with your photos, or import the folder where they lie now.',
  noLabel: 'There is no label to learn. Add labels and tag some photos with them first.',
  noTaggedPhoto: 'There is no tagged photo to learn from. Tag some photos first, a dozen or more per label.',
  noLabelLearnable: ({ assumed }: { assumed: number }) =>
    'No label can be learned yet: a label needs photos that have it and photos that do not. ' +
    'Tag photos of both kinds, or mark photos as fully tagged. Where that is too much work, "assume absent" at ' +
    `${assumed} takes what was not tagged for a weak no.`,
  allSetAside:
    'Every tagged photo is set aside for testing, so there is none to learn from. Tag more photos.',
  noTestPhotos:
    'No tagged photo is set aside for testing. Import a labels CSV whose “split” column says “test”, or measure on all tagged photos.',
  noValidationPhotos:
    'No tagged photo is set aside for validation. Measure on all tagged photos instead, by cross-validation.',
  onlyTestPhotos: 'Every tagged photo is set aside for testing. Measure on the test photos.',
  allLearnedFrom: ({ photos }: { photos: number }) =>
    `The model has learned from ${photos === 1 ? 'this photo' : `all these ${count(photos)} photos`}, and no score by a head that had not is kept: measuring on them would flatter it. Tag photos it does not know yet.`,
  notEmbedded: ({ photos, backbone }: { photos: number; backbone: string }) =>
    `${count(photos)} ${photos === 1 ? 'photo has' : 'photos have'} no stored embedding for ${backbone}. Import them again.`,

  thresholdRange: ({ value }: { value: number }) => `A threshold lies between 0 and 1; ${value} does not.`,
  suggestAboveApply: 'A label cannot be suggested only above the score that applies it.',

  fileNotWritten: ({ folder, reason }: { folder: string; reason: string }) =>
    `The model could not be written to ${folder} (${reason}). Free some space or check the folder's permissions, then train again.`,
  fileNotReadable: ({ file }: InFile) =>
    `The model's file ${file} cannot be read. Train again, or delete this model.`,
  fileDamaged: ({ file }: InFile) =>
    `The model's file ${file} is damaged. Train again, or restore the library from a backup.`,
  headDamaged: 'The stored head of this model is damaged. Train again, or restore a backup.',
};

/** What Tagwright comes with, and what computes. */
export const installation = {
  noNode: ({ file }: InFile) =>
    `The Node program that reads photos is missing (${file}). Install Tagwright again; in a checkout: npm ci.`,
  noResources: ({ folder }: { folder: string }) =>
    `No resources folder was found above ${folder}. Reinstall Tagwright, or set TAGWRIGHT_RESOURCES.`,
  notReadable: ({ file }: InFile) => `${file} could not be read. Reinstall Tagwright.`,
  damaged: ({ file }: InFile) =>
    `${file} is damaged: it is not the file Tagwright came with. Reinstall Tagwright.`,
  tensorflowForced: ({ reason }: { reason: string }) =>
    `TAGWRIGHT_TRAINING_BACKEND asks for tensorflow, but ${reason}.`,
  unknownBackend: ({ value }: { value: string }) =>
    `TAGWRIGHT_TRAINING_BACKEND: expected "wasm" or "tensorflow", got "${value}".`,
  noBackend: ({ reason }: { reason: string }) => `No training backend could be opened: ${reason}.`,
};

/** Settings of a training that are out of range. */
export const trainingSettings = {
  choice: ({ name, known, value }: { name: string; known: readonly string[]; value: string }) =>
    `${name}: expected one of ${known.join(', ')}, got ${value}.`,
  unknown: ({ known, name }: { known: readonly string[]; name: string }) =>
    `Expected one of the training settings ${known.join(', ')}, got "${name}".`,
  outOfRange: ({ name, isWhole, low, high, value }: SettingRange) =>
    `${name}: expected a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}, got ${value}.`,
};

interface SettingRange {
  name: string;
  isWhole: boolean;
  low: number;
  high: number;
  value: string;
}

/** Why this backend trains. */
export const backendReasons = {
  wasmForced: 'TAGWRIGHT_TRAINING_BACKEND asks for wasm',
  wasmAsked: 'wasm was asked for',
  tensorflow: ({ version }: { version: string }) => `libtensorflow ${version || '(version unknown)'}`,
  notInstalled: 'tfjs-node is not installed',
  notLoaded: ({ reason }: { reason: string }) => `tfjs-node could not be loaded: ${reason}`,
};
