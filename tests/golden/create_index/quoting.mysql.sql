CREATE INDEX `My Index` ON `Odd.Schema`.`My Table` (`userName`, `order`);

