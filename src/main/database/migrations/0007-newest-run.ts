/** Frozen: a library in the field was written by exactly this. Change the schema with the next number. */
export const version = 7;

const newestOf = (photoId: string) => `(
  SELECT max(run_photo.run_id) FROM run_photo JOIN auto_tag_run AS run ON run.id = run_photo.run_id
  WHERE run_photo.photo_id = ${photoId} AND run.state <> 'undone')`;

/**
 * newest_run: the run that counts for a photo, its newest that was not undone; photos without any are left out. Triggers
 * keep it, so that every process that writes does. No foreign keys: a photo or run takes its run_photo along, and those
 * their row here.
 * prediction_label tells the decision as well, so that the photos of a label are listed without looking at each row.
 */
export const sql = `
CREATE TABLE newest_run (
  photo_id INTEGER PRIMARY KEY,
  run_id   INTEGER NOT NULL
) STRICT;
INSERT INTO newest_run (photo_id, run_id)
  SELECT photo_id, max(run_id) FROM run_photo
  WHERE run_id IN (SELECT id FROM auto_tag_run WHERE state <> 'undone') GROUP BY photo_id;
CREATE INDEX newest_run_run ON newest_run (run_id);

DROP INDEX prediction_label;
CREATE INDEX prediction_label ON prediction (label_id, decision);

CREATE TRIGGER newest_run_photo_added AFTER INSERT ON run_photo
WHEN (SELECT state FROM auto_tag_run WHERE id = NEW.run_id) <> 'undone'
  AND NOT EXISTS (SELECT 1 FROM newest_run WHERE photo_id = NEW.photo_id AND run_id > NEW.run_id)
BEGIN
  DELETE FROM newest_run WHERE photo_id = NEW.photo_id;
  INSERT INTO newest_run (photo_id, run_id) VALUES (NEW.photo_id, NEW.run_id);
END;

CREATE TRIGGER newest_run_photo_gone AFTER DELETE ON run_photo
WHEN EXISTS (SELECT 1 FROM newest_run WHERE photo_id = OLD.photo_id AND run_id = OLD.run_id)
BEGIN
  DELETE FROM newest_run WHERE photo_id = OLD.photo_id;
  INSERT INTO newest_run (photo_id, run_id)
    SELECT photo_id, run_id FROM (SELECT OLD.photo_id AS photo_id, ${newestOf('OLD.photo_id')} AS run_id)
    WHERE run_id IS NOT NULL;
END;

CREATE TRIGGER newest_run_state AFTER UPDATE OF state ON auto_tag_run
WHEN (OLD.state = 'undone') <> (NEW.state = 'undone')
BEGIN
  DELETE FROM newest_run WHERE photo_id IN (SELECT photo_id FROM run_photo WHERE run_id = NEW.id);
  INSERT INTO newest_run (photo_id, run_id)
    SELECT photo_id, newest_id
    FROM (SELECT done.photo_id, ${newestOf('done.photo_id')} AS newest_id FROM run_photo AS done WHERE done.run_id = NEW.id)
    WHERE newest_id IS NOT NULL;
END;
`;
