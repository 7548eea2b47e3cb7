CREATE TABLE `db.Schema`.t (
    a INTEGER
);

