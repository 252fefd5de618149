/** What a sidecar says. */

import { findField, keywordFields, keywordKey } from './keyword-fields.ts';
import type { KeywordField } from './keyword-fields.ts';
import { parseXmp } from './xmp-document.ts';
import type { XmpDocument } from './xmp-document.ts';

export interface Keywords {
  /** dc:subject */
  subjects: string[];
  /** lr:hierarchicalSubject, parts separated by "|" */
  hierarchical: string[];
  /** digiKam:TagsList, parts separated by "/" */
  tagsList: string[];
}

/**
 * Reads the keywords of an XMP file, in its order; keywords that are there twice come once.
 *
 * throws  AppError 'damaged' or 'too-large' (see parseXmp)
 */
export function readKeywords(xml: string): Keywords {
  const document = parseXmp(xml);
  return {
    subjects: valuesOf(document, keywordFields.subject),
    hierarchical: valuesOf(document, keywordFields.hierarchical),
    tagsList: valuesOf(document, keywordFields.digiKam),
  };
}

function valuesOf(document: XmpDocument, field: KeywordField): string[] {
  const values = new Map<string, string>();
  for (const { items } of findField(document, field))
    for (const { value } of items) if (!values.has(keywordKey(value))) values.set(keywordKey(value), value);
  return [...values.values()];
}
