/**
 * Runs, what happened to them, documents and who points at whom, audits, receipts, tasks. The organisation comes first in every key
 * and index. Each filter of a list has an index in the order of the list, so that a page is read from where it begins to
 * where it ends, and no further. Everything is called `berth_…`, since a host may hand over a database of its own.
 */
export const first = `
CREATE TABLE berth_runs (
  org TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  change_seq INTEGER NOT NULL,
  log_seq INTEGER NOT NULL,
  action TEXT NOT NULL,
  blueprint TEXT,
  entity TEXT,
  status TEXT NOT NULL,
  source TEXT NOT NULL,
  created_by TEXT NOT NULL,
  email TEXT,
  external_run_id TEXT,
  created_at TEXT NOT NULL,
  ended_at TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (org, id)
) STRICT;

CREATE INDEX berth_runs_by_created_at ON berth_runs (org, created_at DESC, id DESC);
CREATE INDEX berth_runs_by_action ON berth_runs (org, action, created_at DESC, id DESC);
CREATE INDEX berth_runs_by_status ON berth_runs (org, status, created_at DESC, id DESC);
CREATE INDEX berth_runs_by_source ON berth_runs (org, source, created_at DESC, id DESC);
CREATE INDEX berth_runs_by_created_by ON berth_runs (org, created_by, created_at DESC, id DESC);
CREATE INDEX berth_runs_by_blueprint ON berth_runs (org, blueprint, created_at DESC, id DESC)
  WHERE blueprint IS NOT NULL;
CREATE INDEX berth_runs_by_entity ON berth_runs (org, entity, created_at DESC, id DESC)
  WHERE entity IS NOT NULL;
CREATE INDEX berth_runs_by_email ON berth_runs (org, email, created_at DESC, id DESC)
  WHERE email IS NOT NULL;
CREATE INDEX berth_runs_by_external_run_id ON berth_runs (org, external_run_id, created_at DESC, id DESC)
  WHERE external_run_id IS NOT NULL;

-- What pruning goes by: an open run is in neither.
CREATE INDEX berth_runs_by_ended_at ON berth_runs (org, ended_at)
  WHERE ended_at IS NOT NULL;
CREATE INDEX berth_runs_ended_by_action ON berth_runs (org, action, created_at DESC, id DESC)
  WHERE ended_at IS NOT NULL;

-- No decision changes a run that has ended; should a fault elsewhere try to, this is the second lock.
CREATE TRIGGER berth_runs_stay_ended BEFORE UPDATE ON berth_runs WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'nothing about a run changes after its end'); END;

CREATE TABLE berth_changes (
  org TEXT NOT NULL,
  run TEXT NOT NULL,
  seq INTEGER NOT NULL,
  log_seq INTEGER,
  event TEXT NOT NULL,
  PRIMARY KEY (org, run, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX berth_changes_by_log_seq ON berth_changes (org, run, log_seq)
  WHERE log_seq IS NOT NULL;

CREATE TABLE berth_documents (
  org TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (org, kind, key)
) STRICT;

-- The last version that any document has had, deleted ones included.
CREATE TABLE berth_document_versions (
  org TEXT NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE berth_pointers (
  org TEXT NOT NULL,
  target TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (org, target, kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX berth_pointers_by_key ON berth_pointers (org, kind, key);

CREATE TABLE berth_audits (
  org TEXT NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  run TEXT,
  blueprint TEXT,
  entity TEXT,
  resource TEXT NOT NULL,
  change TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX berth_audits_by_id ON berth_audits (org, id);
CREATE INDEX berth_audits_by_at ON berth_audits (org, at DESC, id DESC);
CREATE INDEX berth_audits_by_resource ON berth_audits (org, resource, at DESC, id DESC);
CREATE INDEX berth_audits_by_change ON berth_audits (org, change, at DESC, id DESC);
CREATE INDEX berth_audits_by_run ON berth_audits (org, run, at DESC, id DESC)
  WHERE run IS NOT NULL;
CREATE INDEX berth_audits_by_blueprint ON berth_audits (org, blueprint, at DESC, id DESC)
  WHERE blueprint IS NOT NULL;
CREATE INDEX berth_audits_by_entity ON berth_audits (org, entity, at DESC, id DESC)
  WHERE entity IS NOT NULL;

CREATE TABLE berth_receipts (
  org TEXT NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  answer TEXT,
  PRIMARY KEY (org, id)
) STRICT;

CREATE INDEX berth_receipts_by_at ON berth_receipts (org, at);

CREATE TABLE berth_tasks (
  org TEXT NOT NULL,
  run TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  queue TEXT NOT NULL,
  action TEXT NOT NULL,
  due_at TEXT NOT NULL,
  PRIMARY KEY (org, run, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX berth_tasks_by_due_at ON berth_tasks (org, queue, due_at, run);
`;
