-- Teachers head departments that employ them; pupils take courses.
CREATE TABLE department (id INTEGER PRIMARY KEY, name VARCHAR(60) NOT NULL UNIQUE, head_id INTEGER, CONSTRAINT fk_department_head FOREIGN KEY (head_id) REFERENCES teacher (id) ON DELETE SET NULL);
CREATE TABLE teacher (id INTEGER PRIMARY KEY, department_id INTEGER NOT NULL, mentor_id INTEGER, name VARCHAR(60) NOT NULL, salary NUMERIC(9,2), hired DATE,
  CONSTRAINT fk_teacher_department FOREIGN KEY (department_id) REFERENCES department (id),
  CONSTRAINT fk_teacher_mentor FOREIGN KEY (mentor_id) REFERENCES teacher (id));
CREATE TABLE room (building VARCHAR(10) NOT NULL, number INTEGER NOT NULL, seats INTEGER DEFAULT 30, PRIMARY KEY (building, number));
CREATE TABLE course (
  code VARCHAR(12) PRIMARY KEY NOT NULL, title VARCHAR(100) NOT NULL, teacher_id INTEGER REFERENCES teacher ON DELETE SET NULL,
  building VARCHAR(10), room INTEGER, starts TIME, prerequisite VARCHAR(12) REFERENCES course (code),
  FOREIGN KEY (building, room) REFERENCES room (building, number) ON UPDATE CASCADE ON DELETE SET NULL);
CREATE TABLE pupil (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(60) NOT NULL, born DATE, guardian_phone VARCHAR(20));
CREATE TABLE enrolment (
  pupil_id INTEGER NOT NULL REFERENCES pupil (id) ON DELETE CASCADE, course_code VARCHAR(12) NOT NULL REFERENCES course (code) ON DELETE CASCADE,
  grade NUMERIC(3, 1) CHECK (grade BETWEEN 1 AND 6), year INTEGER NOT NULL DEFAULT 2024, PRIMARY KEY (pupil_id, course_code, year));
CREATE INDEX ix_enrolment_course_code ON enrolment (course_code);
CREATE UNIQUE INDEX ix_pupil_guardian_phone ON pupil (guardian_phone);
