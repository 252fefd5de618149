/** Numbers that name one row of one kind. The brand keeps a photo's id from being passed where a label's is meant. */

export type PhotoId = number & { readonly __brand: 'PhotoId' };
export type LabelId = number & { readonly __brand: 'LabelId' };
export type ModelId = number & { readonly __brand: 'ModelId' };
export type JobId = number & { readonly __brand: 'JobId' };
export type RunId = number & { readonly __brand: 'RunId' };

/** A model's belief that a photo has a label: 0..1, the sigmoid of a logit. */
export type Probability = number;

/** Milliseconds since 1970-01-01 UTC, as Date.now() gives. */
export type Timestamp = number;
