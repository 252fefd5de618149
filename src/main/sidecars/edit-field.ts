/** Single changes in the text of an XMP file: list items in, list items out. */

import type { Element } from '@xmldom/xmldom';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { findField, keywordKey } from './keyword-fields.ts';
import type { FoundField, KeywordField } from './keyword-fields.ts';
import { childElements, parseXmp, RDF } from './xmp-document.ts';
import type { XmpDocument } from './xmp-document.ts';

/** A stretch of text and what replaces it. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Adds keywords at the end of a field, which is made when it is missing; returns the new text. */
export function addToField(text: string, field: KeywordField, keywords: string[]): string {
  const document = parseXmp(text);
  const found = findField(document, field);
  const withList = found.find(({ list }) => list !== null);
  if (withList?.list) return apply(text, [appendItems(document, withList.list, keywords)]);
  const [loose] = found;
  const values = [...(loose?.items.map(({ value }) => value) ?? []), ...keywords];
  if (loose?.property) {
    // Plain text or nothing where a list should be: the list takes it in.
    const { start, end } = document.rangeOf(loose.property);
    const written = writeField(document, loose.description, field, values, blanksBefore(text, start));
    return apply(text, [{ start, end, text: written.trimStart() }]);
  }
  if (loose?.attribute) {
    const description = document.descriptions.indexOf(loose.description);
    const without = apply(text, [cutAttribute(document, loose)]);
    const fresh = parseXmp(without);
    return apply(without, [insertField(fresh, fresh.descriptions[description]!, field, values)]);
  }
  const description = chooseDescription(document, field);
  if (description) return apply(text, [insertField(document, description, field, values)]);
  return addToField(apply(text, [insertDescription(document)]), field, keywords);
}

/** Takes the keywords with these keys out of a field; a field that is empty then goes with them. */
export function removeFromField(text: string, field: KeywordField, keys: ReadonlySet<string>): string {
  const document = parseXmp(text);
  const edits: Edit[] = [];
  for (const found of findField(document, field)) {
    const gone = found.items.filter(({ value }) => keys.has(keywordKey(value)));
    if (gone.length === 0) continue;
    if (gone.length < found.items.length || isReferred(found))
      for (const { element } of gone) edits.push(cut(document, element!));
    else edits.push(found.property ? cut(document, found.property) : cutAttribute(document, found));
  }
  return apply(text, edits);
}

/** A list that the property only refers to stands elsewhere: it is emptied, not cut out. */
function isReferred({ property, list }: FoundField): boolean {
  return list !== null && list.parentNode !== property;
}

function appendItems(document: XmpDocument, list: Element, keywords: string[]): Edit {
  const { text } = document;
  const range = document.rangeOf(list);
  const last = childElements(list).at(-1);
  const prefix = prefixOf(list);
  const listBlanks = blanksBefore(text, range.start);
  const blanks = last
    ? blanksBefore(text, document.rangeOf(last).start)
    : listBlanks === ''
      ? ''
      : `${listBlanks} `;
  const items = keywords
    .map((keyword) => `${blanks}<${prefix}li>${escapeXml(keyword)}</${prefix}li>`)
    .join('');
  if (range.closesItself) return openTag(document, list, items + listBlanks);
  const place = last ? document.rangeOf(last).end : range.contentStart;
  return { start: place, end: place, text: items };
}

function insertField(
  document: XmpDocument,
  description: Element,
  field: KeywordField,
  values: string[],
): Edit {
  const { text } = document;
  const range = document.rangeOf(description);
  const children = childElements(description);
  const own = blanksBefore(text, range.start);
  const blanks =
    children.length > 0
      ? blanksBefore(text, document.rangeOf(children[0]!).start)
      : own === ''
        ? ''
        : `${own} `;
  const written = writeField(document, description, field, values, blanks);
  if (range.closesItself) return openTag(document, description, written + own);
  const place = children.length > 0 ? document.rangeOf(children.at(-1)!).end : range.contentStart;
  return { start: place, end: place, text: written };
}

function insertDescription(document: XmpDocument): Edit {
  const { text, rdf } = document;
  const range = document.rangeOf(rdf);
  const own = blanksBefore(text, range.start);
  const blanks = own === '' ? '' : `${own} `;
  const prefix = prefixOf(rdf);
  // Attributes have no default namespace, so about needs a prefix even where the elements need none.
  const bound = rdf.lookupPrefix(RDF) || 'rdf';
  const declaration = rdf.lookupNamespaceURI(bound) === RDF ? '' : ` xmlns:${bound}="${RDF}"`;
  const start = `${blanks}<${prefix}Description${declaration} ${bound}:about="">`;
  const written = `${start}${blanks}</${prefix}Description>`;
  if (range.closesItself) return openTag(document, rdf, written + own);
  const last = childElements(rdf).at(-1);
  const place = last ? document.rangeOf(last).end : range.contentStart;
  return { start: place, end: place, text: written };
}

function writeField(
  document: XmpDocument,
  description: Element,
  field: KeywordField,
  values: string[],
  blanks: string,
): string {
  const { prefix, declaration } = choosePrefix(description, field);
  const name = `${prefix}:${field.name}`;
  const rdf = prefixOf(document.rdf);
  const deeper = blanks === '' ? '' : `${blanks} `;
  const deepest = blanks === '' ? '' : `${blanks}  `;
  const items = values.map((value) => `${deepest}<${rdf}li>${escapeXml(value)}</${rdf}li>`).join('');
  const list = `${deeper}<${rdf}${field.list}>${items}${deeper}</${rdf}${field.list}>`;
  return `${blanks}<${name}${declaration}>${list}${blanks}</${name}>`;
}

/** The prefix that the file uses for the namespace, else one that is free there, declared on the spot. */
function choosePrefix(description: Element, field: KeywordField): { prefix: string; declaration: string } {
  const bound = description.lookupPrefix(field.namespace);
  if (bound) return { prefix: bound, declaration: '' };
  let prefix: string = field.prefix;
  while (description.lookupNamespaceURI(prefix) !== null) prefix += '1';
  return { prefix, declaration: ` xmlns:${prefix}="${field.namespace}"` };
}

/** The description of the photo itself: one that has fields of the same kind, else the first. */
function chooseDescription({ descriptions }: XmpDocument, field: KeywordField): Element | undefined {
  const ofPhoto = descriptions.filter((each) => !each.hasAttributeNS(RDF, 'nodeID'));
  const related = ofPhoto.find((each) =>
    childElements(each).some((child) => child.namespaceURI === field.namespace),
  );
  return related ?? ofPhoto[0];
}

/** Turns `<a/>` into `<a>content</a>`. */
function openTag(document: XmpDocument, element: Element, content: string): Edit {
  const { end } = document.rangeOf(element);
  const slash = document.text.lastIndexOf('/', end);
  return { start: slash, end, text: `>${content}</${element.tagName}>` };
}

function cut(document: XmpDocument, element: Element): Edit {
  const { start, end } = document.rangeOf(element);
  return { start: start - blanksBefore(document.text, start).length, end, text: '' };
}

function cutAttribute(document: XmpDocument, { attribute, description }: FoundField): Edit {
  const { start, contentStart } = document.rangeOf(description);
  const tag = document.text.slice(start, contentStart);
  for (const match of tag.matchAll(/\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')/g))
    if (match[1] === attribute?.name)
      return { start: start + match.index, end: start + match.index + match[0].length, text: '' };
  throw new AppError('damaged', say('sidecars.fieldNotFound'));
}

/** The line end and indentation before a place; empty when something else stands before it on its line. */
function blanksBefore(text: string, place: number): string {
  let start = place;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  if (text[start - 1] !== '\n') return '';
  return text.slice(text[start - 2] === '\r' ? start - 2 : start - 1, place);
}

function prefixOf(element: Element): string {
  return element.prefix ? `${element.prefix}:` : '';
}

function apply(text: string, edits: readonly Edit[]): string {
  const fromTheEnd = [...edits].sort((one, other) => other.start - one.start);
  return fromTheEnd.reduce(
    (changed, edit) => changed.slice(0, edit.start) + edit.text + changed.slice(edit.end),
    text,
  );
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;')
    .replace(
      /[\u0085\u2028\u2029\uFFFD]/g,
      (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
    );
}
