DROP INDEX `My Index` ON `Odd`.`My Table`;

