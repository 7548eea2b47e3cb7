SELECT g.x 
FROM generate_series(1, 5) AS g;

SELECT n 
FROM generate_series(1, 5) AS n;

