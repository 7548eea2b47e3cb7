ALTER TABLE db.`Schema`.`A b` RENAME TO db.`Schema`.`order`;

