-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

CREATE TYPE mood AS ENUM ('a', 'c');

ALTER TYPE mood ADD VALUE 'b' BEFORE 'c';

ALTER TYPE mood ADD VALUE IF NOT EXISTS 'd' AFTER 'c';

ALTER TYPE s1.mood ADD VALUE 'it''s';

