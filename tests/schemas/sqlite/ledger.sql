-- Double-entry bookkeeping: keys that are checked at commit, conflict clauses, named checks.
CREATE TABLE currency (code CHAR(3) CONSTRAINT pk_currency PRIMARY KEY ON CONFLICT REPLACE NOT NULL, minor_units INTEGER NOT NULL DEFAULT 2);
CREATE TABLE account (
  id INTEGER CONSTRAINT pk_account PRIMARY KEY,
  parent_id INTEGER CONSTRAINT fk_account_parent REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  code VARCHAR(20) NOT NULL ON CONFLICT FAIL CONSTRAINT uq_account_code UNIQUE ON CONFLICT FAIL,
  name VARCHAR(100) NOT NULL,
  kind VARCHAR(9) NOT NULL CONSTRAINT ck_account_kind CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense')),
  currency CHAR(3) NOT NULL DEFAULT 'EUR' CONSTRAINT fk_account_currency REFERENCES currency (code) ON DELETE RESTRICT ON UPDATE CASCADE,
  opened DATE NOT NULL DEFAULT CURRENT_DATE,
  closed DATE,
  CONSTRAINT ck_account_dates CHECK (closed IS NULL OR closed >= opened),
  CONSTRAINT ck_not_own_parent CHECK (parent_id <> id)
);
CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, booked DATE NOT NULL, text TEXT NOT NULL DEFAULT '', reversed_by INTEGER UNIQUE
  REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE posting (
  entry_id INTEGER NOT NULL, line SMALLINT NOT NULL, account_id INTEGER NOT NULL, debit DECIMAL(18, 4) NOT NULL DEFAULT 0,
  credit DECIMAL(18, 4) NOT NULL DEFAULT 0.0000,
  CONSTRAINT pk_posting PRIMARY KEY (entry_id, line),
  CONSTRAINT fk_posting_entry FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE,
  CONSTRAINT fk_posting_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT ck_posting_one_side CHECK ((debit = 0) <> (credit = 0)),
  CONSTRAINT ck_posting_positive CHECK (debit >= 0 AND credit >= 0)
);
CREATE INDEX ix_posting_account_id ON posting (account_id);
CREATE INDEX ix_entry_booked ON entry (booked);
