DELETE FROM t WHERE t.f = true;

DELETE FROM t WHERE t.f != false;

DELETE FROM t WHERE t.f IS true;

DELETE FROM t WHERE t.f IS NOT true;

