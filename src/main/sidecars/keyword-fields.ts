/** The XMP fields that hold keywords, as other programs read and write them, and what a file has in them. */

import type { Attr, Element } from '@xmldom/xmldom';
import { childElements, isNamed, RDF } from './xmp-document.ts';
import type { XmpDocument } from './xmp-document.ts';

/** One label with the labels above it, the outermost first. */
export interface KeywordPath {
  name: string;
  parents: string[];
}

export interface KeywordField {
  namespace: string;
  /** used where the file binds no prefix to the namespace yet */
  prefix: string;
  name: string;
  /** of the list that is made where there is none; one that is there is kept as it is */
  list: 'Bag' | 'Seq';
  /** between the parts of a path; null: the field holds single words */
  separator: string | null;
  /** whether the field is made in a file that has none */
  isMade: 'always' | 'for paths' | 'never';
}

/**
 * dc:subject is what every program reads. The hierarchy goes where Lightroom looks for it. The others are changed only
 * where they are there: digiKam and Immich take the first field that is filled and would overlook all the rest.
 */
export const keywordFields = {
  subject: {
    namespace: 'http://purl.org/dc/elements/1.1/',
    prefix: 'dc',
    name: 'subject',
    list: 'Bag',
    separator: null,
    isMade: 'always',
  },
  hierarchical: {
    namespace: 'http://ns.adobe.com/lightroom/1.0/',
    prefix: 'lr',
    name: 'hierarchicalSubject',
    list: 'Bag',
    separator: '|',
    isMade: 'for paths',
  },
  digiKam: {
    namespace: 'http://www.digikam.org/ns/1.0/',
    prefix: 'digiKam',
    name: 'TagsList',
    list: 'Seq',
    separator: '/',
    isMade: 'never',
  },
  microsoft: {
    namespace: 'http://ns.microsoft.com/photo/1.0/',
    prefix: 'MicrosoftPhoto',
    name: 'LastKeywordXMP',
    list: 'Bag',
    separator: '/',
    isMade: 'never',
  },
  mediaPro: {
    namespace: 'http://ns.iview-multimedia.com/mediapro/1.0/',
    prefix: 'mediapro',
    name: 'CatalogSets',
    list: 'Bag',
    separator: '|',
    isMade: 'never',
  },
} as const satisfies Record<string, KeywordField>;

/** Where a file keeps one field. */
export interface FoundField {
  /** the property element; null for the attribute form */
  property: Element | null;
  attribute: Attr | null;
  description: Element;
  /** rdf:Bag, rdf:Seq or rdf:Alt, in the property or named by its rdf:nodeID */
  list: Element | null;
  items: { value: string; element: Element | null }[];
}

/** How a label is written into a field. */
export function keywordText(field: KeywordField, { name, parents }: KeywordPath): string {
  if (field.separator === null) return legal(name);
  // A separator within a name would make a path of it. "|" for "/" is what Immich does; names hold no "|".
  const parts = [...parents, name].map((part) => legal(part).replaceAll(field.separator ?? '', '|'));
  return parts.join(field.separator);
}

/** Keywords that differ only in case, Unicode form or outer blanks are the same keyword. */
export function keywordKey(keyword: string): string {
  return keyword.normalize('NFC').trim().toLowerCase();
}

/** Every place where the file keeps this field: one, unless a program wrote it twice. */
export function findField(document: XmpDocument, field: KeywordField): FoundField[] {
  return document.descriptions.flatMap((description) => {
    const inElements = childElements(description)
      .filter((child) => isNamed(child, field.namespace, field.name))
      .map((property) => readProperty(document, description, property));
    const attribute = description.getAttributeNodeNS(field.namespace, field.name);
    if (!attribute) return inElements;
    const items = attribute.value.trim() === '' ? [] : [{ value: attribute.value.trim(), element: null }];
    return [...inElements, { property: null, attribute, description, list: null, items }];
  });
}

function readProperty(document: XmpDocument, description: Element, property: Element): FoundField {
  const list = childElements(property).find(isList) ?? referredList(document, property);
  const plain = (property.textContent ?? '').trim();
  const items = list
    ? childElements(list)
        .filter((item) => isNamed(item, RDF, 'li'))
        .map((element) => ({ value: itemText(element), element }))
    : plain === ''
      ? []
      : [{ value: plain, element: null }];
  return { property, attribute: null, description, list, items };
}

/** f-spot writes the list beside the property and refers to it: `<dc:subject rdf:nodeID="…"/>`. */
function referredList(document: XmpDocument, property: Element): Element | null {
  const id = property.getAttributeNS(RDF, 'nodeID');
  if (!id) return null;
  return (
    childElements(document.rdf).find((node) => isList(node) && node.getAttributeNS(RDF, 'nodeID') === id) ??
    null
  );
}

function isList(element: Element): boolean {
  return element.namespaceURI === RDF && ['Bag', 'Seq', 'Alt'].includes(element.localName ?? '');
}

/** An item may carry qualifiers; its keyword is then in rdf:value. */
function itemText(item: Element): string {
  const value = item.getElementsByTagNameNS(RDF, 'value').item(0);
  return ((value ?? item).textContent ?? '').trim();
}

/** Without what XML 1.0 cannot hold: control characters and halves of characters. */
function legal(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').trim();
}
