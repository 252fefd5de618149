/** Frozen: a library in the field was written by exactly this. Change the schema with the next number. */
export const version = 1;

export const sql = `
CREATE TABLE photo (
  id              INTEGER PRIMARY KEY,
  content_hash    TEXT    NOT NULL UNIQUE CHECK (length(content_hash) = 64),
  width           INTEGER NOT NULL CHECK (width > 0),
  height          INTEGER NOT NULL CHECK (height > 0),
  format          TEXT    NOT NULL,
  taken_at        INTEGER,
  camera          TEXT,
  is_fully_tagged INTEGER NOT NULL DEFAULT 0 CHECK (is_fully_tagged IN (0, 1)),
  split           TEXT    CHECK (split IN ('train', 'validation', 'test')),
  added_at        INTEGER NOT NULL
) STRICT;
CREATE INDEX photo_fully_tagged ON photo (id) WHERE is_fully_tagged = 1;

CREATE TABLE photo_file (
  path        TEXT    NOT NULL PRIMARY KEY,
  photo_id    INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
  size_bytes  INTEGER NOT NULL CHECK (size_bytes >= 0),
  modified_at REAL    NOT NULL,
  warning     TEXT,
  is_missing  INTEGER NOT NULL DEFAULT 0 CHECK (is_missing IN (0, 1)),
  added_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX photo_file_photo ON photo_file (photo_id);
CREATE INDEX photo_file_size ON photo_file (size_bytes);
CREATE INDEX photo_file_missing ON photo_file (path) WHERE is_missing = 1;
CREATE INDEX photo_file_warning ON photo_file (path) WHERE warning IS NOT NULL;

CREATE TABLE file_problem (
  path        TEXT    NOT NULL PRIMARY KEY,
  code        TEXT    NOT NULL,
  message     TEXT    NOT NULL,
  size_bytes  INTEGER NOT NULL CHECK (size_bytes >= 0),
  modified_at REAL    NOT NULL,
  at          INTEGER NOT NULL
) STRICT;

CREATE TABLE label (
  id        INTEGER PRIMARY KEY,
  name      TEXT    NOT NULL,
  name_key  TEXT    NOT NULL UNIQUE,
  parent_id INTEGER REFERENCES label (id) ON DELETE SET NULL,
  color     TEXT,
  shortcut  TEXT    UNIQUE
) STRICT;
CREATE INDEX label_parent ON label (parent_id);

CREATE TABLE model (
  id                INTEGER PRIMARY KEY,
  created_at        INTEGER NOT NULL,
  is_active         INTEGER NOT NULL DEFAULT 0 CHECK (is_active IN (0, 1)),
  folder            TEXT    NOT NULL,
  settings          TEXT    NOT NULL CHECK (json_valid(settings)),
  backend           TEXT    NOT NULL,
  data_fingerprint  TEXT    NOT NULL,
  train_photos      INTEGER NOT NULL,
  validation_photos INTEGER NOT NULL,
  test_photos       INTEGER NOT NULL,
  training_seconds  REAL    NOT NULL,
  best_epoch        INTEGER NOT NULL,
  epochs            TEXT    NOT NULL CHECK (json_valid(epochs)),
  validation        TEXT    CHECK (validation IS NULL OR json_valid(validation))
) STRICT;
CREATE UNIQUE INDEX model_one_active ON model (is_active) WHERE is_active = 1;

CREATE TABLE model_label (
  model_id        INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  position        INTEGER NOT NULL CHECK (position >= 0),
  label_id        INTEGER REFERENCES label (id) ON DELETE SET NULL,
  name            TEXT    NOT NULL,
  apply           REAL    NOT NULL,
  suggest         REAL    NOT NULL,
  source          TEXT    NOT NULL CHECK (source IN ('tuned', 'manual', 'default')),
  objective       TEXT    NOT NULL CHECK (json_valid(objective)),
  operating_point TEXT    CHECK (operating_point IS NULL OR json_valid(operating_point)),
  note            TEXT,
  PRIMARY KEY (model_id, position),
  CHECK (suggest <= apply)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX model_label_label ON model_label (label_id, model_id) WHERE label_id IS NOT NULL;

CREATE TABLE annotation (
  photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
  label_id INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  value    TEXT    NOT NULL CHECK (value IN ('present', 'absent')),
  source   TEXT    NOT NULL CHECK (source IN ('human', 'imported', 'accepted-suggestion')),
  model_id INTEGER REFERENCES model (id) ON DELETE SET NULL,
  score    REAL    CHECK (score BETWEEN 0 AND 1),
  at       INTEGER NOT NULL,
  PRIMARY KEY (photo_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_label ON annotation (label_id, value);
CREATE INDEX annotation_model ON annotation (model_id) WHERE model_id IS NOT NULL;

CREATE TABLE embedding (
  photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
  backbone TEXT    NOT NULL,
  vector   BLOB    NOT NULL,
  PRIMARY KEY (photo_id, backbone)
) STRICT;

CREATE TABLE job (
  id              INTEGER PRIMARY KEY,
  kind            TEXT    NOT NULL,
  title           TEXT    NOT NULL,
  input           TEXT    NOT NULL CHECK (json_valid(input)),
  state           TEXT    NOT NULL
                  CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
  attempts        INTEGER NOT NULL DEFAULT 0,
  done            REAL    NOT NULL DEFAULT 0,
  total           REAL,
  note            TEXT,
  created_at      INTEGER NOT NULL,
  started_at      INTEGER,
  finished_at     INTEGER,
  failure_code    TEXT,
  failure_message TEXT,
  result          TEXT    CHECK (result IS NULL OR json_valid(result)),
  owner_pid       INTEGER NOT NULL
) STRICT;
CREATE INDEX job_unfinished ON job (id) WHERE state IN ('queued', 'running', 'interrupted');

CREATE TABLE job_problem (
  job_id     INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  subject    TEXT    NOT NULL,
  code       TEXT    NOT NULL,
  message    TEXT    NOT NULL,
  is_warning INTEGER NOT NULL CHECK (is_warning IN (0, 1)),
  PRIMARY KEY (job_id, subject, code)
) STRICT;

CREATE TABLE auto_tag_run (
  id          INTEGER PRIMARY KEY,
  model_id    INTEGER REFERENCES model (id) ON DELETE SET NULL,
  job_id      INTEGER REFERENCES job (id) ON DELETE SET NULL,
  write_mode  TEXT    NOT NULL CHECK (write_mode IN ('none', 'csv', 'xmp')),
  state       TEXT    NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'undone')),
  started_at  INTEGER NOT NULL,
  finished_at INTEGER,
  undone_at   INTEGER
) STRICT;
CREATE INDEX auto_tag_run_model ON auto_tag_run (model_id);
CREATE INDEX auto_tag_run_job ON auto_tag_run (job_id);

CREATE TABLE run_photo (
  run_id   INTEGER NOT NULL REFERENCES auto_tag_run (id) ON DELETE CASCADE,
  photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
  PRIMARY KEY (run_id, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_photo_photo ON run_photo (photo_id, run_id);

CREATE TABLE prediction (
  run_id   INTEGER NOT NULL,
  photo_id INTEGER NOT NULL,
  label_id INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  score    REAL    NOT NULL CHECK (score BETWEEN 0 AND 1),
  decision TEXT    NOT NULL CHECK (decision IN ('apply', 'suggest')),
  PRIMARY KEY (run_id, photo_id, label_id),
  FOREIGN KEY (run_id, photo_id) REFERENCES run_photo (run_id, photo_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX prediction_label ON prediction (label_id);

CREATE TABLE file_write (
  id           INTEGER PRIMARY KEY,
  run_id       INTEGER NOT NULL REFERENCES auto_tag_run (id) ON DELETE CASCADE,
  path         TEXT    NOT NULL,
  before_bytes BLOB,
  after_hash   TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('planned', 'written', 'undone', 'conflict')),
  at           INTEGER NOT NULL,
  UNIQUE (run_id, path)
) STRICT;

CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
`;
