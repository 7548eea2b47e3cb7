CREATE TABLE t (
    e ENUM('it''s','say "hi"','50%','naïve','')
);

