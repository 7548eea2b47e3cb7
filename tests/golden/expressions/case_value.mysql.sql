UPDATE u SET score=CASE u.name WHEN 'open' THEN 1 WHEN 'done' THEN 2 ELSE 0 END;

UPDATE u SET name=CASE WHEN (u.score > 90) THEN 'A' WHEN (u.score > 50) THEN 'B' ELSE NULL END;

