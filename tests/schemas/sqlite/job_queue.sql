-- Background work: defaults that are computed, partial indexes over states.
CREATE TABLE queue (name VARCHAR(64) PRIMARY KEY NOT NULL, paused BOOLEAN NOT NULL DEFAULT FALSE, max_workers INTEGER CHECK (max_workers > 0)) WITHOUT ROWID;
CREATE TABLE job (
  id CHAR(32) NOT NULL DEFAULT (lower(hex(randomblob(16)))) PRIMARY KEY,
  queue VARCHAR(64) NOT NULL DEFAULT 'default' REFERENCES queue (name) ON UPDATE CASCADE ON DELETE RESTRICT,
  state VARCHAR(10) NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'running', 'done', 'failed')),
  priority SMALLINT NOT NULL DEFAULT 100,
  attempts INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL DEFAULT 25,
  run_at INTEGER NOT NULL DEFAULT (CAST(strftime('%s', 'now') AS INTEGER)),
  args TEXT NOT NULL DEFAULT '[]',
  unique_key TEXT,
  finished_at INTEGER,
  CHECK (attempts <= max_attempts),
  CONSTRAINT finished_when_done CHECK ((finished_at IS NULL) = (state IN ('ready', 'running')))
);
CREATE INDEX job_fetch ON job (queue, priority DESC, run_at) WHERE state = 'ready';
CREATE UNIQUE INDEX job_unique ON job (unique_key) WHERE state IN ('ready', 'running') AND unique_key IS NOT NULL;
CREATE TABLE job_log (job_id CHAR(32) NOT NULL REFERENCES job (id) ON DELETE CASCADE, at INTEGER NOT NULL, line TEXT, level INT(1) DEFAULT 1);
CREATE INDEX ix_job_log_job_id ON job_log (job_id);
