-- authors from books
--
-- Revision ID: 7c90ab35e6f1
-- Revises: 58d7e1a40b92
-- Create Date: 2026-01-06 16:20:51.903417
--
-- Moves the author's name out of books. SQLite cannot add a foreign key or NOT NULL to a table, so the table is altered
-- in a batch: there it is rebuilt, PostgreSQL gets plain ALTER statements.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "7c90ab35e6f1"
down_revision = "58d7e1a40b92"
branch_labels = nil
depends_on = nil

function upgrade()
  op.execute("INSERT INTO authors (name) SELECT DISTINCT author FROM books ORDER BY author")
  op.add_column("books", sa.Column("author_id", sa.Integer()))
  op.execute("UPDATE books SET author_id = (SELECT a.id FROM authors a WHERE a.name = books.author)")
  op.batch_alter_table("books", {}, function(batch)
    batch.alter_column("author_id", { existing_type = sa.Integer(), nullable = false })
    batch.create_foreign_key("fk_books_author_id", "authors", { "author_id" }, { "id" })
    batch.drop_column("author")
  end)
end

function downgrade()
  op.add_column("books", sa.Column("author", sa.String(120)))
  op.execute("UPDATE books SET author = (SELECT a.name FROM authors a WHERE a.id = books.author_id)")
  op.batch_alter_table("books", {}, function(batch)
    batch.alter_column("author", { existing_type = sa.String(120), nullable = false })
    batch.drop_constraint("fk_books_author_id", { type_ = "foreignkey" })
    batch.drop_column("author_id")
  end)
  op.execute("DELETE FROM authors")
end
