/** Adds keywords to a sidecar and takes them out again, leaving everything else byte for byte. */

import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { addToField, removeFromField } from './edit-field.ts';
import { findField, keywordFields, keywordKey, keywordText } from './keyword-fields.ts';
import type { KeywordField, KeywordPath } from './keyword-fields.ts';
import { parseXmp } from './xmp-document.ts';

export type { KeywordPath } from './keyword-fields.ts';

export interface KeywordChange {
  add: KeywordPath[];
  remove: KeywordPath[];
}

/** A sidecar that says nothing yet. */
const emptySidecar = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Tagwright">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="">
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`;

/**
 * Changes the keywords of an XMP file.
 *
 * Every keyword field that is there gets the change; dc:subject is made when it is missing, and lr:hierarchicalSubject
 * when a label has parents. Only the named keywords are touched. What is asked for twice, or is so already, changes
 * nothing: then the very same text comes back.
 *
 * xml     the file's text, or null when there is none yet
 * change  keywords are compared without regard to case and Unicode form
 * throws  AppError 'damaged' or 'too-large'; the file is best left alone then
 */
export function changeKeywords(xml: string | null, change: KeywordChange): string {
  let text = xml ?? emptySidecar;
  for (const field of Object.values<KeywordField>(keywordFields)) text = changeField(text, field, change);
  if (text === xml) return text;
  check(text, change);
  return text;
}

function changeField(text: string, field: KeywordField, { add, remove }: KeywordChange): string {
  // Reading is what costs: most files have none of the rarer fields.
  if (field.isMade === 'never' && !text.includes(field.name)) return text;
  const found = findField(parseXmp(text), field);
  // A field is made with all the labels of the change: a program that reads only this one must not miss any.
  const isMade = field.isMade === 'always' || (field.isMade === 'for paths' && add.some(hasParents));
  const added = found.length > 0 || isMade ? add : [];
  const kept = new Set(added.map((path) => keywordKey(keywordText(field, path))));
  const unwanted = new Set(remove.map((path) => keywordKey(keywordText(field, path))));
  const present = new Set(found.flatMap(({ items }) => items.map(({ value }) => keywordKey(value))));
  const missing = new Map<string, string>();
  for (const path of added) {
    const keyword = keywordText(field, path);
    const key = keywordKey(keyword);
    if (keyword !== '' && !present.has(key) && !missing.has(key)) missing.set(key, keyword);
  }
  const withAdded = missing.size === 0 ? text : addToField(text, field, [...missing.values()]);
  // A keyword that is asked for both ways stays.
  const gone = [...unwanted].filter((key) => present.has(key) && !kept.has(key));
  return gone.length === 0 ? withAdded : removeFromField(withAdded, field, new Set(gone));
}

function hasParents({ parents }: KeywordPath): boolean {
  return parents.length > 0;
}

/** Reads the result once more before anybody writes it to a disk. */
function check(text: string, { add }: KeywordChange): void {
  const { subject } = keywordFields;
  const items = findField(parseXmp(text), subject).flatMap((found) => found.items);
  const keys = new Set(items.map(({ value }) => keywordKey(value)));
  const lost = add
    .map((path) => keywordText(subject, path))
    .find((word) => word !== '' && !keys.has(keywordKey(word)));
  if (lost !== undefined) throw new AppError('damaged', say('sidecars.keywordNotWritten', { keyword: lost }));
}
