/** What the trained part is shown: the outputs of the frozen part. */

/** The outputs of the frozen part, one per photo and view, wherever they are kept. */
export interface FrozenOutputs {
  /** how many views of every training photo there are; view 0 is the photo as it is */
  viewCount: number;
  /** rows.length × the cut's height × width × channels; rows count as in FineTuneData, views[i] belongs to rows[i] */
  read(rows: Int32Array, views: Uint8Array): Float32Array;
}
