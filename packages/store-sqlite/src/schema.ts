/** Each step of the schema, in order; a step that was released never changes. */
export const steps: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'runs, their changes, the catalog, audits, receipts',
    sql: `
CREATE TABLE runs (
  org TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
  change_seq INTEGER NOT NULL, log_seq INTEGER NOT NULL,
  action TEXT NOT NULL, blueprint TEXT, entity TEXT, status TEXT NOT NULL, source TEXT NOT NULL,
  created_by TEXT NOT NULL, email TEXT, external_run_id TEXT,
  created_at TEXT NOT NULL, ended_at TEXT, body TEXT NOT NULL,
  PRIMARY KEY (org, id)
) STRICT;
CREATE INDEX runs_by_creation ON runs (org, created_at, id);
CREATE INDEX runs_by_action ON runs (org, action, created_at, id);
CREATE INDEX runs_by_blueprint ON runs (org, blueprint, created_at, id) WHERE blueprint IS NOT NULL;
CREATE INDEX runs_by_entity ON runs (org, entity, created_at, id) WHERE entity IS NOT NULL;
CREATE INDEX runs_by_status ON runs (org, status, created_at, id);
CREATE INDEX runs_by_source ON runs (org, source, created_at, id);
CREATE INDEX runs_by_created_by ON runs (org, created_by, created_at, id);
CREATE INDEX runs_by_email ON runs (org, email, created_at, id) WHERE email IS NOT NULL;
CREATE INDEX runs_by_external_run_id ON runs (org, external_run_id, created_at, id) WHERE external_run_id IS NOT NULL;
CREATE INDEX runs_by_end ON runs (org, ended_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX runs_ended_by_action ON runs (org, action, created_at, id) WHERE ended_at IS NOT NULL;
CREATE TRIGGER runs_end BEFORE UPDATE ON runs WHEN OLD.ended_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'an ended run can no longer be modified');
END;
CREATE TABLE changes (
  org TEXT NOT NULL, run TEXT NOT NULL, seq INTEGER NOT NULL, log_seq INTEGER, event TEXT NOT NULL,
  PRIMARY KEY (org, run, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX changes_by_log ON changes (org, run, log_seq) WHERE log_seq IS NOT NULL;
CREATE TABLE documents (
  org TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (org, kind, key)
) STRICT;
CREATE TABLE document_versions (org TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE pointers (
  org TEXT NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
  PRIMARY KEY (org, target, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX pointers_by_document ON pointers (org, kind, key);
CREATE TABLE audits (
  org TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, run TEXT, blueprint TEXT, entity TEXT,
  resource TEXT NOT NULL, change TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (org, id)
) STRICT;
CREATE INDEX audits_by_at ON audits (org, at, id);
CREATE INDEX audits_by_run ON audits (org, run, at, id) WHERE run IS NOT NULL;
CREATE INDEX audits_by_blueprint ON audits (org, blueprint, at, id) WHERE blueprint IS NOT NULL;
CREATE INDEX audits_by_entity ON audits (org, entity, at, id) WHERE entity IS NOT NULL;
CREATE INDEX audits_by_resource ON audits (org, resource, at, id);
CREATE INDEX audits_by_change ON audits (org, change, at, id);
CREATE TABLE receipts (
  org TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, fingerprint TEXT NOT NULL, answer TEXT NOT NULL,
  PRIMARY KEY (org, id)
) STRICT;
CREATE INDEX receipts_by_age ON receipts (org, at);
`,
  },
];
