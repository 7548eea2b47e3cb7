ALTER TABLE `Odd`.`Schema`.`My Table` ADD COLUMN `userName` INTEGER;

