/** Which photos the library view shows, in which order: sizes before pixels, so that a layout needs nothing else. */

import type { LabelId, PhotoId, Probability, Timestamp } from './ids.ts';
import type { Annotation } from './label.ts';
import type { Photo } from './photo.ts';
import type { Decision } from './threshold.ts';
import type { Sentence } from './sentences/sentence.ts';

export const photoOrders = ['newest', 'oldest', 'added', 'name'] as const;
/** newest, oldest: by the time taken (by the file's time where the camera did not say); added: last imported first */
export type PhotoOrder = (typeof photoOrders)[number];

export const photoGroupings = ['date', 'folder', 'duplicates', 'none'] as const;
/** duplicates: only photos that have near-duplicates, group by group */
export type PhotoGrouping = (typeof photoGroupings)[number];

export interface PhotoQuery {
  /** the search language of search-query.ts; '' for every photo */
  search: string;
  order: PhotoOrder;
  grouping: PhotoGrouping;
}

/** The answer to a query, for up to 100,000s of photos. */
export interface PhotoSet {
  /** Int32Array of PhotoId, in the order shown */
  ids: Int32Array;
  /** width / height, as shown; same length */
  aspects: Float32Array;
  /** in order; the first starts at 0; one without a title when not grouped */
  groups: PhotoGroup[];
  /** how similar each is to the photos asked with, −1..1, where the search asks for that; ids are then in this order */
  similarities: Float32Array | null;
  /** why some photos could not be compared; null where the search compares none */
  gaps: ComparisonGaps | null;
  /** photos in the library, for "120 of 5,000" */
  total: number;
}

/** What "more like these" had to do without. */
export interface ComparisonGaps {
  /** of the photos asked with: not in the library any more */
  gone: number;
  /** of the photos asked with: in the library, but the network in use has not seen them */
  unseen: number;
  /** of the library: not seen by the network in use, and so never found; those asked with included */
  notCompared: number;
}

export interface PhotoGroup {
  /** ISO month "2024-05" for dates ('' unknown date), the folder's path for folders, a number for duplicates, '' when not grouped */
  key: string;
  /** index into ids */
  start: number;
}

/** What the library can be searched by, beside labels. */
export interface PhotoFacets {
  /** by name */
  folders: FacetCount[];
  cameras: FacetCount[];
  /** ISO months; null in an empty library */
  firstMonth: string | null;
  lastMonth: string | null;
  /** that the pretrained network saw something of when it last looked, the one with the most photos first */
  starterWords: { en: string; de: string }[];
}

export interface FacetCount {
  name: string;
  photos: number;
}

/** What a cell of the grid needs beyond the thumbnail. */
export interface PhotoCard {
  id: PhotoId;
  /** the file's name */
  name: string;
  /** names the thumbnail: photo://thumbnail/<id>?v=<contentHash> */
  contentHash: string;
  /** present ones */
  labelIds: LabelId[];
  /** applied by the newest auto-tag run, not answered by a person */
  appliedLabelIds: LabelId[];
  /** suggested by the active model, not answered by a person */
  suggestionCount: number;
  isFullyTagged: boolean;
  isMissing: boolean;
  hasWarning: boolean;
}

/** Everything about one photo. */
export interface PhotoDetails extends Photo {
  sizeBytes: number;
  modifiedAt: Timestamp;
  isMissing: boolean;
  warning: Sentence | null;
  annotations: Annotation[];
  /** applied by the newest auto-tag run, not answered by a person */
  appliedLabelIds: LabelId[];
  /** by the active model, most likely first; empty without a model or before the photo was scored */
  scores: LabelScore[];
}

export interface LabelScore {
  labelId: LabelId;
  probability: Probability;
  apply: Probability;
  suggest: Probability;
  decision: Decision;
}
