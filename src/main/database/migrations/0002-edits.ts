/** Frozen: a library in the field was written by exactly this. Change the schema with the next number. */
export const version = 2;

export const sql = `
CREATE TABLE edit (
  id        INTEGER PRIMARY KEY,
  kind      TEXT    NOT NULL CHECK (kind IN ('set', 'fully-tagged', 'same-as', 'answer')),
  label_id  INTEGER REFERENCES label (id) ON DELETE SET NULL,
  value     TEXT    CHECK (value IN ('present', 'absent')),
  photos    INTEGER NOT NULL CHECK (photos >= 0),
  is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)),
  at        INTEGER NOT NULL
) STRICT;
CREATE INDEX edit_label ON edit (label_id) WHERE label_id IS NOT NULL;
CREATE INDEX edit_undone ON edit (id) WHERE is_undone = 1;

CREATE TABLE edit_annotation (
  edit_id         INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  photo_id        INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
  label_id        INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  before_value    TEXT,
  before_source   TEXT,
  before_model_id INTEGER REFERENCES model (id) ON DELETE SET NULL,
  before_score    REAL,
  before_at       INTEGER,
  after_value     TEXT,
  after_source    TEXT,
  after_model_id  INTEGER REFERENCES model (id) ON DELETE SET NULL,
  after_score     REAL,
  after_at        INTEGER,
  PRIMARY KEY (edit_id, photo_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX edit_annotation_photo ON edit_annotation (photo_id);
CREATE INDEX edit_annotation_label ON edit_annotation (label_id);
CREATE INDEX edit_annotation_before_model ON edit_annotation (before_model_id) WHERE before_model_id IS NOT NULL;
CREATE INDEX edit_annotation_after_model ON edit_annotation (after_model_id) WHERE after_model_id IS NOT NULL;

CREATE TABLE edit_full_tagging (
  edit_id       INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  photo_id      INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
  is_full_after INTEGER NOT NULL CHECK (is_full_after IN (0, 1)),
  PRIMARY KEY (edit_id, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX edit_full_tagging_photo ON edit_full_tagging (photo_id);
`;
