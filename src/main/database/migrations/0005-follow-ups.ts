/** Frozen: a library in the field was written by exactly this. Change the schema with the next number. */
export const version = 5;

/** follows_id: the model that a person had trained, of which this one is the follow-up. */
export const sql = `
ALTER TABLE model ADD COLUMN follows_id INTEGER REFERENCES model (id) ON DELETE SET NULL;
CREATE INDEX model_follows ON model (follows_id) WHERE follows_id IS NOT NULL;
`;
