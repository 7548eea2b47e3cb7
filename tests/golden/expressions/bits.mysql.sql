SELECT u.score & 5 AS anon_1, u.score | 5 AS anon_2, u.score ^ 5 AS anon_3, ~u.score, u.score << 1 AS anon_4, u.score >> 1 AS anon_5 
FROM u;

UPDATE u SET score=(u.score | 4) WHERE (u.score + 1) & u.id * 2 = 2;

SELECT FLOOR(u.score / 2) AS anon_1, FLOOR(u.amount / 2) AS anon_2, FLOOR(u.score / 2.5) AS anon_3 
FROM u;

