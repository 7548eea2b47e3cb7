DELETE FROM a USING a, b WHERE a.id = b.id;

