UPDATE s.t SET x=(s.t.x + 1) WHERE s.t.x > 0;

SELECT s.t.x 
FROM s.t;

INSERT INTO s.t (x) VALUES (1);

