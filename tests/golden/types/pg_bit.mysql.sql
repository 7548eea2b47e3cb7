CREATE TABLE t (
    a BIT(5), 
    b BIT(5), 
    c BIT, 
    d BIT(1)
);

