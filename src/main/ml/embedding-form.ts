/** What is done to an embedding before a head's first layer. */

/** 'unit-length': divided by its length, so that only its direction counts; 0 stays 0. Each head says which it takes. */
export type EmbeddingForm = 'as-is' | 'unit-length';

/**
 * Brings embeddings into a form, in place.
 *
 * embeddings  N×width row-major, as the backbone gives them
 */
export function bringIntoForm(form: EmbeddingForm, embeddings: Float32Array, width: number): void {
  if (form === 'as-is') return;
  for (let start = 0; start < embeddings.length; start += width) {
    const divisor = divisorOf(form, embeddings.subarray(start, start + width));
    for (let place = start; place < start + width; place++) embeddings[place]! /= divisor;
  }
}

/** What a form divides one embedding by, above 0: its length √Σx², or 1. */
export function divisorOf(form: EmbeddingForm, embedding: Float32Array): number {
  if (form === 'as-is') return 1;
  let squares = 0;
  for (const value of embedding) squares += value * value;
  return squares > 0 ? Math.sqrt(squares) : 1;
}
