/** Frozen: a library in the field was written by exactly this. Change the schema with the next number. */
export const version = 4;

/** The table "edit" is made anew, because another kind of edit is allowed. */
export const sql = `
CREATE TABLE confirmation (
  photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
  label_id INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  value    TEXT    NOT NULL CHECK (value IN ('present', 'absent')),
  at       INTEGER NOT NULL,
  PRIMARY KEY (photo_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX confirmation_label ON confirmation (label_id);

CREATE TABLE edit_anew (
  id        INTEGER PRIMARY KEY,
  kind      TEXT    NOT NULL CHECK (kind IN ('set', 'fully-tagged', 'same-as', 'answer', 'confirm')),
  label_id  INTEGER REFERENCES label (id) ON DELETE SET NULL,
  value     TEXT    CHECK (value IN ('present', 'absent')),
  photos    INTEGER NOT NULL CHECK (photos >= 0),
  is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)),
  at        INTEGER NOT NULL
) STRICT;
INSERT INTO edit_anew (id, kind, label_id, value, photos, is_undone, at)
  SELECT id, kind, label_id, value, photos, is_undone, at FROM edit;
DROP TABLE edit;
ALTER TABLE edit_anew RENAME TO edit;
CREATE INDEX edit_label ON edit (label_id) WHERE label_id IS NOT NULL;
CREATE INDEX edit_undone ON edit (id) WHERE is_undone = 1;

CREATE TABLE edit_confirmation (
  edit_id      INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  photo_id     INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
  label_id     INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  before_value TEXT,
  after_value  TEXT    NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (edit_id, photo_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX edit_confirmation_photo ON edit_confirmation (photo_id);
CREATE INDEX edit_confirmation_label ON edit_confirmation (label_id);
`;
