/** All photos of the open library in memory, sorted: a query over 100,000 of them is one pass. */

import { sep } from 'node:path';
import type { FileFactRow, PhotoFactRow, PhotoQueries } from '../database/photo-query.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { PhotoOrder } from '../../shared/photo-set.ts';

/** What a photo can be ordered, grouped and searched by, without asking the database. */
export interface PhotoFact {
  id: PhotoId;
  /** when it was taken; by the file's time where the camera did not say. UTC, as camera times are stored */
  time: number;
  isTimeKnown: boolean;
  /** months since year 0, of `time` */
  month: number;
  /** width / height */
  aspect: number;
  addedAt: number;
  /** of its first file that is there */
  folder: string;
  name: string;
  camera: string;
  /** as the folder and the camera, to search in: without regard to case and to how accents were typed */
  searchableFolder: string;
  searchableCamera: string;
  /** none of its files is there */
  isMissing: boolean;
  hasWarning: boolean;
}

export interface PhotoIndex {
  /** Photos that have a file, in this order; a missing file counts. Follows the database at every call. */
  inOrder(order: PhotoOrder): readonly PhotoFact[];
}

/** More changed photos than this are read faster all together. */
const MOST_TO_REFRESH = 5000;

/** A text as the index compares it. */
export function searchable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

const searchableNames = new WeakMap<PhotoFact, string>();

/** The name as the index compares it; made when first wanted, because the first grid does not need it. */
export function searchableName(photo: PhotoFact): string {
  let name = searchableNames.get(photo);
  if (name === undefined) searchableNames.set(photo, (name = searchable(photo.name)));
  return name;
}

/** Starts empty; the first question reads everything. */
export function createPhotoIndex(queries: PhotoQueries): PhotoIndex {
  const facts = new Map<PhotoId, PhotoFact>();
  const orders = new Map<PhotoOrder, PhotoFact[]>();
  const share = sharedTexts();
  const monthOf = monthCounter();
  let foreignChanges: number | null = null;

  const load = (ids: readonly PhotoId[] | null): void => {
    const filesOf = firstFiles(queries.fileFacts(ids));
    for (const row of queries.photoFacts(ids)) {
      const file = filesOf.get(row[0]);
      if (file) facts.set(row[0], toFact(row, file, share, monthOf));
    }
  };

  const follow = (): void => {
    const foreignNow = queries.foreignChanges();
    const changed = queries.takeChanged();
    const readsAll = foreignNow !== foreignChanges || changed.length > MOST_TO_REFRESH;
    if (!readsAll && changed.length === 0) return;
    foreignChanges = foreignNow;
    if (readsAll) facts.clear();
    else for (const id of changed) facts.delete(id);
    load(readsAll ? null : changed);
    const gone = new Set(changed);
    for (const [order, sorted] of orders) {
      if (readsAll) {
        orders.delete(order);
        continue;
      }
      // nearly sorted already: sorting that again costs little more than a pass
      const kept = sorted.filter((fact) => !gone.has(fact.id));
      for (const id of changed) if (facts.has(id)) kept.push(facts.get(id)!);
      orders.set(order, kept.sort(comparisonFor[order]));
    }
  };

  return {
    inOrder(order) {
      follow();
      const sorted = orders.get(order) ?? [...facts.values()].sort(comparisonFor[order]);
      orders.set(order, sorted);
      return sorted;
    },
  };
}

const newestFirst = (a: PhotoFact, b: PhotoFact): number => b.time - a.time || b.id - a.id;

const comparisonFor: Record<PhotoOrder, (a: PhotoFact, b: PhotoFact) => number> = {
  newest: newestFirst,
  oldest: (a, b) => a.time - b.time || a.id - b.id,
  added: (a, b) => b.addedAt - a.addedAt || b.id - a.id,
  name: (a, b) => compareNames(searchableName(a), searchableName(b)) || a.id - b.id,
};

/** "img 9" before "img 10": runs of digits compare by value. */
export function compareNames(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      const endOfA = endOfDigits(a, i);
      const endOfB = endOfDigits(b, j);
      while (i < endOfA - 1 && a[i] === '0') i++;
      while (j < endOfB - 1 && b[j] === '0') j++;
      if (endOfA - i !== endOfB - j) return endOfA - i - (endOfB - j);
      for (; i < endOfA; i++, j++) {
        const difference = a.charCodeAt(i) - b.charCodeAt(j);
        if (difference !== 0) return difference;
      }
    } else if (x !== y) return x - y;
    else {
      i++;
      j++;
    }
  }
  return a.length - i - (b.length - j);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Per photo the file it is shown by: one that is there, the oldest known, by path; with a warning of any of them. */
function firstFiles(rows: readonly FileFactRow[]): Map<PhotoId, FileFactRow> {
  const first = new Map<PhotoId, FileFactRow>();
  for (const row of rows) {
    const [photoId, path, , isMissing, hasWarning, addedAt] = row;
    const other = first.get(photoId);
    if (other === undefined) {
      first.set(photoId, row);
      continue;
    }
    const [, otherPath, , isOtherMissing, hasOtherWarning, otherAddedAt] = other;
    const order = isMissing - isOtherMissing || addedAt - otherAddedAt || (path < otherPath ? -1 : 1);
    const shown = order < 0 ? row : other;
    if (hasWarning === hasOtherWarning) first.set(photoId, shown);
    else first.set(photoId, [photoId, shown[1], shown[2], shown[3], 1, shown[5]]);
  }
  return first;
}

interface SharedText {
  text: string;
  searchable: string;
}

const DAY_MS = 86_400_000;

/** Months since year 0 of a time, UTC; each day is worked out once. */
function monthCounter(): (time: number) => number {
  const months = new Map<number, number>();
  return (time) => {
    const day = Math.floor(time / DAY_MS);
    let month = months.get(day);
    if (month === undefined) {
      const date = new Date(time);
      months.set(day, (month = date.getUTCFullYear() * 12 + date.getUTCMonth()));
    }
    return month;
  };
}

/** Folders and cameras repeat: each is kept once. */
function sharedTexts(): (text: string) => SharedText {
  const known = new Map<string, SharedText>();
  return (text) => {
    let shared = known.get(text);
    if (shared === undefined) known.set(text, (shared = { text, searchable: searchable(text) }));
    return shared;
  };
}

function toFact(
  [id, takenAt, width, height, addedAt, cameraName]: PhotoFactRow,
  [, path, modifiedAt, isMissing, hasWarning]: FileFactRow,
  share: (text: string) => SharedText,
  monthOf: (time: number) => number,
): PhotoFact {
  const time = takenAt ?? Math.trunc(modifiedAt);
  const slash = path.lastIndexOf(sep);
  const folder = share(path.slice(0, Math.max(slash, 1)));
  const camera = share(cameraName ?? '');
  return {
    id,
    time,
    isTimeKnown: takenAt !== null,
    month: monthOf(time),
    aspect: width / height,
    addedAt,
    folder: folder.text,
    name: path.slice(slash + 1),
    camera: camera.text,
    searchableFolder: folder.searchable,
    searchableCamera: camera.searchable,
    isMissing: isMissing === 1,
    hasWarning: hasWarning === 1,
  };
}
