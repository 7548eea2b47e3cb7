DROP TABLE `db.Schema`.`T`;

