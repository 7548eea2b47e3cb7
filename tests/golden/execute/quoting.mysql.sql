UPDATE `Odd`.`My Table` SET `order`='x' WHERE `Odd`.`My Table`.`userName` > 5;

