CREATE TABLE t (
    a INTEGER DEFAULT nextval('s'::regclass)
);

