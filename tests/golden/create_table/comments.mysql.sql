CREATE TABLE s1.t (
    id INTEGER NOT NULL COMMENT 'the id''s' AUTO_INCREMENT, 
    PRIMARY KEY (id)
)COMMENT='tab % comment';

