/** What a card of the grid shows, in words. */

import type { LabelId } from '../shared/ids.ts';
import type { PhotoCard } from '../shared/photo-set.ts';
import { formatPercent } from './format.ts';
import { text } from './messages/text.ts';

type NameOf = (id: LabelId) => string | undefined;

function namesOf(ids: readonly LabelId[], nameOf: NameOf): string {
  return ids
    .map(nameOf)
    .filter((name) => name !== undefined)
    .join(', ');
}

/** "beach, sunset"; the model's own tags in parentheses behind: "beach (dog)". '' without any. */
export function labelsOfCard(card: PhotoCard, nameOf: NameOf): string {
  const own = namesOf(card.labelIds, nameOf);
  const applied = namesOf(card.appliedLabelIds, nameOf);
  return [own, applied === '' ? '' : `(${applied})`].filter((part) => part !== '').join(' ');
}

/** Everything a card shows, for people who do not see it; similarity only where photos are compared. */
export function describeCard(card: PhotoCard, nameOf: NameOf, similarity?: number): string {
  const words = text().library.card;
  const own = namesOf(card.labelIds, nameOf);
  const applied = namesOf(card.appliedLabelIds, nameOf);
  return [
    card.name,
    similarity === undefined ? '' : text().library.similar.similarity(formatPercent(similarity)),
    own === '' && applied === '' ? words.untagged : own,
    applied === '' ? '' : words.byModel(applied),
    card.isFullyTagged ? words.fullyTagged : '',
    card.suggestionCount > 0 ? words.suggestions(card.suggestionCount) : '',
    card.isMissing ? words.missing : '',
    card.hasWarning ? words.warning : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
