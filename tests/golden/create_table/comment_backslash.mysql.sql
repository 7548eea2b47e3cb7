CREATE TABLE t (
    id INTEGER COMMENT 'c:\\dir'
)COMMENT='line
break';

