import { Fzf } from 'fzf';

/** What is offered while a label is typed. */
export interface LabelChoices<Label> {
  found: Label[];
  /** the name a new label would get; null when nothing was typed or a label of that name exists */
  newName: string | null;
}

/**
 * Finds labels by some of their letters, in order; accents and case do not count.
 *
 * labels  most recently used first: that is the order among equally good ones, and when nothing was typed
 * limit   how many are offered at most
 */
export function findLabels<Label extends { name: string }>(
  labels: readonly Label[],
  typed: string,
  limit: number,
): LabelChoices<Label> {
  const wanted = typed.normalize('NFC').trim();
  if (wanted === '') return { found: labels.slice(0, limit), newName: null };
  const byName = new Map(labels.map((label) => [label.name, label]));
  const finder = new Fzf([...byName.keys()], { casing: 'case-insensitive', limit });
  const found = finder.find(wanted).map((entry) => byName.get(entry.item)!);
  const key = wanted.toLocaleLowerCase();
  const exact = labels.find((label) => label.name.toLocaleLowerCase() === key);
  if (exact === undefined) return { found, newName: wanted };
  return { found: [exact, ...found.filter((label) => label !== exact)].slice(0, limit), newName: null };
}

/**
 * Labels in the order of their last use; those never used follow, the most frequent first.
 *
 * recent  names, the latest first
 */
export function recentFirst<Label extends { name: string; presentCount: number }>(
  labels: readonly Label[],
  recent: readonly string[],
): Label[] {
  const rank = new Map(recent.map((name, index) => [name, index]));
  const rankOf = (label: Label) => rank.get(label.name) ?? Infinity;
  return labels.toSorted((a, b) => {
    const [first, second] = [rankOf(a), rankOf(b)];
    return first === second ? b.presentCount - a.presentCount : first - second;
  });
}
