CREATE TABLE `My Table` (
    `userName` INTEGER NOT NULL AUTO_INCREMENT, 
    `order` INTEGER, 
    user INTEGER, 
    `1abc` INTEGER, 
    `a-b` INTEGER, 
    `we"ird``x` INTEGER, 
    `$a` INTEGER, 
    a$b INTEGER, 
    _x INTEGER, 
    `é` INTEGER, 
    `a.b` INTEGER, 
    `per%cent` INTEGER, 
    `UPPER` INTEGER, 
    date INTEGER, 
    `key` INTEGER, 
    `group` INTEGER, 
    `desc` INTEGER, 
    `co:lon` INTEGER, 
    `back\slash` INTEGER, 
    PRIMARY KEY (`userName`)
);

