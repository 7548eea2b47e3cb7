ALTER TABLE t COMMENT 'it''s a comment';

