/**
 * Each step of the schema, in order; a step that was released never changes. `{t:name}` is a table, `{i:name}` the name of
 * something that belongs to one. Keys and ids compare byte by byte. No sequence, no foreign key, nothing that needs one node.
 * A primary key is made last: while a table is empty all its indexes cost the same, and the server takes the youngest for what
 * it plans then, for as long as it keeps that plan.
 */
export const steps: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'runs, their changes, the catalog, audits, receipts, tasks',
    sql: `
CREATE TABLE {t:runs} (
  org text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, version bigint NOT NULL,
  change_seq integer NOT NULL, log_seq integer NOT NULL,
  action text COLLATE "C" NOT NULL, blueprint text COLLATE "C", entity text COLLATE "C",
  status text NOT NULL, source text NOT NULL, created_by text COLLATE "C" NOT NULL, email text COLLATE "C",
  external_run_id text COLLATE "C", created_at timestamptz(3) NOT NULL, ended_at timestamptz(3),
  body json NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX {i:runs_by_creation} ON {t:runs} (org, created_at, id);
CREATE INDEX {i:runs_by_action} ON {t:runs} (org, action, created_at, id);
CREATE INDEX {i:runs_by_blueprint} ON {t:runs} (org, blueprint, created_at, id) WHERE blueprint IS NOT NULL;
CREATE INDEX {i:runs_by_entity} ON {t:runs} (org, entity, created_at, id) WHERE entity IS NOT NULL;
CREATE INDEX {i:runs_by_status} ON {t:runs} (org, status, created_at, id);
CREATE INDEX {i:runs_by_source} ON {t:runs} (org, source, created_at, id);
CREATE INDEX {i:runs_by_created_by} ON {t:runs} (org, created_by, created_at, id);
CREATE INDEX {i:runs_by_email} ON {t:runs} (org, email, created_at, id) WHERE email IS NOT NULL;
CREATE INDEX {i:runs_by_external_run_id} ON {t:runs} (org, external_run_id, created_at, id) WHERE external_run_id IS NOT NULL;
CREATE INDEX {i:runs_by_end} ON {t:runs} (org, ended_at, id) WHERE ended_at IS NOT NULL;
ALTER TABLE {t:runs} ADD PRIMARY KEY (org, id);
CREATE FUNCTION {t:refuse_change_after_end}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an ended run can no longer be modified';
END;
$$;
CREATE TRIGGER {i:runs_end} BEFORE UPDATE ON {t:runs} FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL)
  EXECUTE FUNCTION {t:refuse_change_after_end}();
CREATE TABLE {t:changes} (
  org text COLLATE "C" NOT NULL, run text COLLATE "C" NOT NULL, seq integer NOT NULL, log_seq integer,
  event json NOT NULL,
  PRIMARY KEY (org, run, seq)
);
CREATE UNIQUE INDEX {i:changes_by_log} ON {t:changes} (org, run, log_seq) WHERE log_seq IS NOT NULL;
CREATE TABLE {t:documents} (
  org text COLLATE "C" NOT NULL, kind text NOT NULL, key text COLLATE "C" NOT NULL, version bigint NOT NULL,
  body json, changed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 80);
CREATE INDEX {i:documents_gone} ON {t:documents} (org, changed_at) WHERE body IS NULL;
ALTER TABLE {t:documents} ADD PRIMARY KEY (org, kind, key);
CREATE TABLE {t:pointers} (
  org text COLLATE "C" NOT NULL, target text COLLATE "C" NOT NULL, kind text NOT NULL, key text COLLATE "C" NOT NULL,
  PRIMARY KEY (org, target, kind, key)
);
CREATE INDEX {i:pointers_by_document} ON {t:pointers} (org, key, kind);
CREATE TABLE {t:audits} (
  org text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, at timestamptz(3) NOT NULL, run text COLLATE "C",
  blueprint text COLLATE "C", entity text COLLATE "C", resource text NOT NULL, change text NOT NULL,
  body json NOT NULL
);
CREATE INDEX {i:audits_by_at} ON {t:audits} (org, at, id);
CREATE INDEX {i:audits_by_run} ON {t:audits} (org, run, at, id) WHERE run IS NOT NULL;
CREATE INDEX {i:audits_by_blueprint} ON {t:audits} (org, blueprint, at, id) WHERE blueprint IS NOT NULL;
CREATE INDEX {i:audits_by_entity} ON {t:audits} (org, entity, at, id) WHERE entity IS NOT NULL;
CREATE INDEX {i:audits_by_resource} ON {t:audits} (org, resource, at, id);
CREATE INDEX {i:audits_by_change} ON {t:audits} (org, change, at, id);
ALTER TABLE {t:audits} ADD PRIMARY KEY (org, id);
CREATE TABLE {t:receipts} (
  org text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, at timestamptz(3) NOT NULL,
  fingerprint text NOT NULL, answer json NOT NULL
);
CREATE INDEX {i:receipts_by_age} ON {t:receipts} (org, at);
ALTER TABLE {t:receipts} ADD PRIMARY KEY (org, id);
CREATE TABLE {t:tasks} (
  org text COLLATE "C" NOT NULL, run text COLLATE "C" NOT NULL, kind text NOT NULL, version bigint NOT NULL,
  queue text COLLATE "C" NOT NULL, action text COLLATE "C" NOT NULL, due_at timestamptz(3) NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX {i:tasks_by_due} ON {t:tasks} (org, queue, due_at, run);
ALTER TABLE {t:tasks} ADD PRIMARY KEY (org, run, kind);
`,
  },
];
