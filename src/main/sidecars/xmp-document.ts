/**
 * An XMP file as a tree that knows where in the text each element stands.
 * The tree is only read: changes are made in the text, so that all that is not changed stays byte for byte.
 */

import { DOMParser, onWarningStopParsing } from '@xmldom/xmldom';
import type { Element, Node } from '@xmldom/xmldom';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

export interface XmpDocument {
  text: string;
  /** the rdf:RDF element */
  rdf: Element;
  /** the rdf:Description elements in it */
  descriptions: Element[];
  rangeOf(element: Element): ElementRange;
}

/** Places in the text. */
export interface ElementRange {
  /** of "<" */
  start: number;
  /** behind ">" of the start tag */
  contentStart: number;
  /** of "</"; equal to contentStart for a tag that closes itself */
  contentEnd: number;
  /** behind the element */
  end: number;
  closesItself: boolean;
}

/** Larger files are no sidecars that anybody writes by hand or program. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

/**
 * Reads XMP.
 *
 * throws  AppError 'damaged' when it is not well-formed, holds a DOCTYPE, is not UTF-8, or has no rdf:RDF;
 *         'too-large' above 32 million characters
 */
export function parseXmp(text: string): XmpDocument {
  if (text.length > MOST_CHARACTERS) throw new AppError('too-large', say('sidecars.tooLarge'));
  // A DOCTYPE has no place in XMP; its entities can blow up a parser or read other files.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw damaged(say('sidecars.hasDoctype'));
  if (text.includes('\uFFFD')) throw damaged(say('sidecars.notUtf8'));
  let root: Element | null;
  try {
    root = new DOMParser({ locator: true, onError: onWarningStopParsing }).parseFromString(
      blankAsides(text),
      'application/xml',
    ).documentElement;
  } catch (error) {
    throw damaged(say('sidecars.notXml'), error);
  }
  const rdf =
    root?.namespaceURI === RDF && root.localName === 'RDF'
      ? root
      : root?.getElementsByTagNameNS(RDF, 'RDF').item(0);
  if (!rdf) throw damaged(say('sidecars.notXmp'));
  const lineStarts = findLineStarts(text);
  return {
    text,
    rdf,
    descriptions: childElements(rdf).filter((child) => isNamed(child, RDF, 'Description')),
    rangeOf: (element) => findRange(text, lineStarts, element),
  };
}

/** The elements directly in another one. */
export function childElements(of: Element): Element[] {
  const children: Element[] = [];
  for (let child: Node | null = of.firstChild; child; child = child.nextSibling)
    if (child.nodeType === child.ELEMENT_NODE) children.push(child as Element);
  return children;
}

export function isNamed(element: Element, namespace: string, name: string): boolean {
  return element.namespaceURI === namespace && element.localName === name;
}

function damaged(reason: Sentence, cause?: unknown): AppError {
  return new AppError('damaged', reason, { cause });
}

/** Processing instructions and a byte order mark become blanks of equal length, which parsers take everywhere. */
function blankAsides(text: string): string {
  return text
    .replace(/<\?[\s\S]*?\?>/g, (instruction) => instruction.replace(/[^\r\n\u0085\u2028\u2029]/g, ' '))
    .replace(/^\uFEFF/, ' ');
}

/** Where each line begins, counting line ends as the parser does. */
function findLineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r\u0085|[\r\n\u0085\u2028\u2029]/g))
    starts.push(match.index + match[0].length);
  return starts;
}

function findRange(text: string, lineStarts: number[], element: Element): ElementRange {
  const start = (lineStarts[(element.lineNumber ?? 0) - 1] ?? NaN) + (element.columnNumber ?? NaN) - 1;
  // Never write at a place that is not surely the right one.
  if (!text.startsWith(`<${element.tagName}`, start))
    throw damaged(say('sidecars.elementNotFound', { element: element.tagName }));
  const contentStart = start + /^<(?:[^"'>]|"[^"]*"|'[^']*')*>/.exec(text.slice(start))![0].length;
  if (text[contentStart - 2] === '/')
    return { start, contentStart, contentEnd: contentStart, end: contentStart, closesItself: true };
  const last = childElements(element).at(-1);
  const after = last ? findRange(text, lineStarts, last).end : contentStart;
  const closing = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\/[^>]*>/g;
  closing.lastIndex = after;
  for (let match = closing.exec(text); match; match = closing.exec(text))
    if (match[0].startsWith('</'))
      return { start, contentStart, contentEnd: match.index, end: closing.lastIndex, closesItself: false };
  throw damaged(say('sidecars.elementOpen', { element: element.tagName }));
}
