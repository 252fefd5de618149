/** Frozen: a library in the field was written by exactly this. Change the schema with the next number. */
export const version = 3;

/**
 * One row per photo and model: a library of 100,000 photos and 100 labels would have 10,000,000 rows otherwise.
 * probabilities: float32, little-endian, in the order of the model's labels.
 */
export const sql = `
CREATE TABLE score (
  model_id      INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  photo_id      INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
  probabilities BLOB    NOT NULL CHECK (length(probabilities) % 4 = 0),
  PRIMARY KEY (model_id, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_photo ON score (photo_id);
`;
