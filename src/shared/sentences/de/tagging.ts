import type { Translation } from '../../translation.ts';
import type { tagging as english } from '../en/tagging.ts';

export const tagging: Translation<typeof english> = {
  sidecarChanged: ({ path }) => `${path} wurde nach dem Lauf geändert und deshalb so gelassen.`,
  noRunToUndo: 'In dieser Bibliothek gibt es keinen Auto-Tag-Lauf, der sich zurücknehmen ließe.',
};
