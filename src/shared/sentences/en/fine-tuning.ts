/** Fine-tuning the backbone: what it is doing, and why it could not. */

import { count } from './numbers.ts';

export const fineTuning = {
  looking: 'Looking at the tagged photos again',
  headFirst: 'Training the head first',
  learning: ({ epoch, epochs }: { epoch: number; epochs: number }) =>
    `Fine-tuning, epoch ${count(epoch)} of ${count(epochs)}`,
  needsValidation:
    'Fine-tuning needs photos set aside for validation, to know which epoch was best, and there are too few tagged photos for that. Tag more photos, or train the head alone.',
  needsLinearHead:
    'Fine-tuning the backbone works with a linear head. Set the hidden layer to 0, or train the head alone.',
  needsOneNetwork:
    'Fine-tuning works on one network that looks at every photo once. Choose one network, or train the head alone.',
  cannotKeep: ({ path, reason }: { path: string; reason: string }) =>
    `Fine-tuning keeps what it has seen in ${path} for a while, and that could not be written (${reason}). Free some space or check the folder’s permissions, then train again.`,
  backboneGone: ({ path }: { path: string }) =>
    `The model’s file ${path} cannot be read. Train again, or delete this model.`,
  backboneDamaged:
    'The fine-tuned backbone of this model is damaged. Train again, or restore the library from a backup.',
};
