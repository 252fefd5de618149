/** Frozen: a library in the field was written by exactly this. Change the schema with the next number. */
export const version = 6;

/**
 * created_by_edit: the edit that added the label, as long as it is for no other reason there; is_withdrawn: that edit was
 * taken back, and can be made again.
 */
export const sql = `
ALTER TABLE label ADD COLUMN created_by_edit INTEGER REFERENCES edit (id) ON DELETE SET NULL;
ALTER TABLE label ADD COLUMN is_withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (is_withdrawn IN (0, 1));
CREATE INDEX label_created_by_edit ON label (created_by_edit) WHERE created_by_edit IS NOT NULL;
CREATE INDEX label_withdrawn ON label (id) WHERE is_withdrawn = 1;
`;
