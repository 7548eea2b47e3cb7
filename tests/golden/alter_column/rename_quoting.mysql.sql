ALTER TABLE `Odd`.`Schema`.`My Table` CHANGE `userName` `order` INTEGER NULL;

