/** The command that helps, after a sentence that the window says as well. */

import type { SentenceKey } from '../shared/sentences/say.ts';
import type { Sentence } from '../shared/sentences/sentence.ts';

const hints: Partial<Record<SentenceKey, string>> = {
  'library.noLibraryAt': 'tagwright import --help',
  'library.folderNotWritable': 'tagwright --library FOLDER',
  'models.isActive': 'tagwright models use --help',
  'models.noneYet': 'tagwright train --help',
  'models.noTestPhotos': 'tagwright evaluate --split all',
  'models.noValidationPhotos': 'tagwright evaluate --split all',
  'tagging.noSuchLabel': 'tagwright labels list',
  'tagging.notInLibrary': 'tagwright import --help',
};

/** " See: tagwright labels list", or nothing. */
export function hintFor({ key, values }: Sentence): string {
  // a sentence that names what is near enough has helped already
  if (Array.isArray(values?.near) && values.near.length > 0) return '';
  const hint = Object.hasOwn(hints, key ?? '') ? hints[key as SentenceKey] : undefined;
  return hint === undefined ? '' : ` See: ${hint}`;
}
