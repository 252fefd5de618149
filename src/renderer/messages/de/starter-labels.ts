/** Vor dem ersten Label: was ein allgemeines Netz sieht. */

import { formatCount } from '../../format.ts';
import type { Translation } from '../../../shared/translation.ts';
import type { starterLabels as english } from '../en/starter-labels.ts';

const photos = (count: number): string => `${formatCount(count)} ${count === 1 ? 'Foto' : 'Fotos'}`;

export const starterLabels: Translation<typeof english> = {
  invitation: 'Noch keine Labels? Sehen Sie, was ein allgemeines Netz erkennt …',
  heading: 'Was ein allgemeines Netz erkennt',
  stranger:
    'Die Meinung eines Fremden: Dieses Netz hat tausend Dinge aus Bildern im Internet gelernt und weiß nichts von Ihren. Es nennt je Foto eine Sache. Nichts wird getaggt, und kein Modell lernt daraus, außer dem, was Sie übernehmen.',
  look: 'Meine Fotos ansehen lassen',
  again: 'Noch einmal ansehen',
  nothing: 'So sicher erkennt es auf diesen Fotos nichts.',
  seen: (count) => `${photos(count)} angesehen.`,
  confidence: 'Wie sicher es sein muss',
  confidenceOf: (percent) => `mindestens ${percent} sicher`,
  labels: 'Labels zum Übernehmen',
  photos,
  accept: (photoCount, labels) =>
    labels === 0
      ? 'Labels zum Übernehmen auswählen'
      : `${photos(photoCount)} mit ${formatCount(labels)} ${labels === 1 ? 'Label' : 'Labels'} taggen`,
  accepted: (count) => `${photos(count)} getaggt.`,
  undo: 'Rückgängig',
  close: 'Schließen',
};
