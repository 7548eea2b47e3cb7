ALTER TABLE `Odd`.`Schema`.`My Table` DROP COLUMN `userName`;

