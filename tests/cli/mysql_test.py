"""MySQL and MariaDB: printed scripts, and one clear word where a server would be needed."""
import re
import unittest

from support import Case

TABLE = '  op.create_table("first", sa.Column("id", sa.Integer(), { primary_key = true }), { mysql_engine = "InnoDB" })'


class MySql(Case):
    def project_on(self, url):
        project = self.project(url=url)
        project.script("aa01", None, TABLE)
        return project

    def test_a_script_is_printed_without_transactions(self):
        done = self.project_on("mysql+pymysql://scott:s3cret@localhost/test").run("upgrade", "head", "--sql")
        self.assertEqual(done.code, 0, done)
        statements = [" ".join(part.split()) for part in re.sub("(?m)^--.*", "", done.out).split(";") if part.strip()]
        self.assertEqual(statements, [
            "CREATE TABLE alembic_version ( version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num) )",
            "CREATE TABLE first ( id INTEGER NOT NULL AUTO_INCREMENT, PRIMARY KEY (id) )ENGINE=InnoDB",
            "INSERT INTO alembic_version (version_num) VALUES ('aa01')"])
        self.assertIn("MySQLImpl", done.err)
        self.assertIn("non-transactional DDL", done.err)

    def test_autocommit_blocks_say_nothing_of_their_own(self):
        project = self.project(url="mariadb://localhost/test")
        project.script("aa01", None, "  op.autocommit_block(function() op.execute('OPTIMIZE TABLE t') end)")
        done = project.run("upgrade", "head", "--sql")
        self.assertEqual(done.code, 0, done)
        self.assertNotRegex(done.out, "(?i)begin|commit;|start transaction")
        self.assertIn("MariaDBImpl", done.err)

    def test_connecting_is_refused_with_the_way_out(self):
        for url, title in (("mysql://scott:s3cret@localhost/test", "MySQL"), ("mariadb+asyncmy://localhost/test", "MariaDB")):
            done = self.project_on(url).run("upgrade", "head")
            self.assertEqual(done.code, 1, done)
            self.assertIn("cannot connect to %s databases yet; --sql works" % title, done.err)
            self.assertNotIn("s3cret", done.out + done.err)


if __name__ == "__main__":
    unittest.main()
