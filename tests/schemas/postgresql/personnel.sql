-- People, departments that they head, pay: cycles, deferred keys, money and intervals.
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%_@_%'); CREATE DOMAIN positive_money AS money DEFAULT '0' NOT NULL CONSTRAINT not_negative CHECK (VALUE >= 0::money);
CREATE TABLE department (id smallserial PRIMARY KEY, name varchar(60) NOT NULL, head_id int, parent_id smallint REFERENCES department, budget positive_money, CONSTRAINT department_name_key UNIQUE (name) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE employee (
  id serial PRIMARY KEY, department_id smallint NOT NULL REFERENCES department DEFERRABLE INITIALLY DEFERRED, manager_id int REFERENCES employee ON DELETE SET NULL,
  first_name varchar(40) NOT NULL, last_name varchar(40) NOT NULL, full_name text GENERATED ALWAYS AS ((first_name || ' ') || last_name) STORED,
  email email UNIQUE, born date CHECK (born > '1900-01-01'), hired date NOT NULL DEFAULT CURRENT_DATE, left_on date, hours interval hour to minute DEFAULT '08:00',
  notice interval NOT NULL DEFAULT '3 mons'::interval, salary numeric(10,2) CHECK (salary > 0), badge bit(16), photo bytea, CHECK (left_on IS NULL OR left_on >= hired));
ALTER TABLE department ADD CONSTRAINT department_head_fkey FOREIGN KEY (head_id) REFERENCES employee (id) ON DELETE SET NULL;
CREATE TABLE absence (employee_id int REFERENCES employee ON DELETE CASCADE, during daterange NOT NULL, half_day boolean DEFAULT false, reason varchar(20) DEFAULT 'holiday', PRIMARY KEY (employee_id, during));
CREATE INDEX employee_by_name ON employee (last_name, first_name) WHERE left_on IS NULL;
CREATE INDEX ix_employee_department_id ON employee (department_id);
CREATE UNIQUE INDEX ix_employee_badge ON employee (badge);
COMMENT ON TABLE employee IS 'Everybody who is paid';
