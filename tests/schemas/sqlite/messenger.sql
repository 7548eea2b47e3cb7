-- A chat client's cache: strict tables, rows kept in their key's order, blobs as keys.
CREATE TABLE account (jid TEXT PRIMARY KEY, resource TEXT, keys BLOB, rosterversion TEXT, status INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE conversation (
  uuid TEXT NOT NULL, account_jid TEXT NOT NULL, contact_jid TEXT NOT NULL, mode INTEGER NOT NULL CHECK (mode BETWEEN 0 AND 3),
  attributes TEXT, created INTEGER NOT NULL, PRIMARY KEY (uuid),
  FOREIGN KEY (account_jid) REFERENCES account (jid) ON DELETE CASCADE) STRICT;
CREATE TABLE message (
  conversation TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT, encryption INT NOT NULL DEFAULT 0, time REAL, error ANY,
  PRIMARY KEY (conversation, seq), FOREIGN KEY (conversation) REFERENCES conversation (uuid) ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID, STRICT;
CREATE TABLE receipt (
  conversation TEXT NOT NULL, seq INTEGER NOT NULL, reader TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (conversation, seq, reader),
  FOREIGN KEY (conversation, seq) REFERENCES message (conversation, seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE TABLE identity (fingerprint BLOB PRIMARY KEY NOT NULL, owner TEXT NOT NULL, trust INTEGER NOT NULL DEFAULT 0 CHECK (trust IN (0, 1, 2)));
CREATE INDEX message_time_index ON message (time);
CREATE INDEX message_unread ON message (conversation, seq DESC) WHERE encryption = 0 AND body IS NOT NULL;
