/** Vor dem ersten Label: was ein allgemeines Netz sieht. */

import { formatCount, formatPercent } from '../../format.ts';
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
  show: 'Zeigen',
  showLabel: (label) => `„${label}“ in der Bibliothek zeigen`,
  reviewThese: 'Prüfen',
  reviewLabel: (label) => `„${label}“ Foto für Foto prüfen`,
  review: {
    badge: 'Das meint ImageNet – nicht Ihr Modell',
    scoreLine: (score, word, confidence) =>
      `ImageNet ist sich bei „${word}“ zu ${formatPercent(score)} sicher; gefragt wird ab ${formatPercent(confidence)}`,
    word: 'Es meint',
    label: 'Gemeintes Label',
    tagAs: 'taggen als',
    newLabel: (label) => `${label} (neues Label)`,
    overview: 'Alles, was es erkennt …',
    notLookedTitle: 'ImageNet hat diese Fotos noch nicht angesehen',
    toLook: 'Ansehen lassen …',
    doneForWord: (word) => `Alle Fotos, die es für „${word}“ hält, sind beantwortet.`,
    nextWord: (word, count) => `Weiter mit „${word}“ (${formatCount(count)})`,
    about: 'Die Meinung eines Fremden',
    how: 'Dieses Netz wurde mit ImageNet trainiert, einer Million fremder Bilder, und hat nichts von Ihren gelernt. Nach seinen Meinungen wird getrennt von denen Ihres Modells gefragt, und gelernt wird aus keiner: Nur Ihre Antworten werden zu Annotationen.',
    answered: (accepted, rejected) =>
      `In dieser Runde: ${formatCount(accepted)} angenommen, ${formatCount(rejected)} abgelehnt`,
    acceptAll: (count) => `Alle ${formatCount(count)} offenen bejahen`,
    acceptedAll: (label, count) => `${label}: ${photos(count)} angenommen.`,
  },
};
