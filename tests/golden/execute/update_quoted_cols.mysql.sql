UPDATE `T` SET `Order`=5, `select`='y' WHERE `T`.`select` = 'x';

