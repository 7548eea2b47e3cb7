ALTER TABLE t ADD CONSTRAINT ck CHECK (status IN ('a', 'b''c'));

