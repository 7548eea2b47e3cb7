-- add some books
--
-- Revision ID: 58d7e1a40b92
-- Revises: 3b1f60c2a9d4
-- Create Date: 2026-01-05 09:40:03.551870

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "58d7e1a40b92"
down_revision = "3b1f60c2a9d4"
branch_labels = nil
depends_on = nil

local books = sa.table("books",
  sa.column("id", sa.Integer()), sa.column("title", sa.String(200)), sa.column("author", sa.String(120)),
  sa.column("pages", sa.Integer()))

function upgrade()
  op.bulk_insert(books, {
    { id = 1, title = "The Left Hand of Darkness", author = "Ursula K. Le Guin", pages = 304 },
    { id = 2, title = "The Dispossessed", author = "Ursula K. Le Guin", pages = 341 },
    { id = 3, title = "Solaris", author = "Stanisław Lem", pages = 204 },
    { id = 4, title = "The Cyberiad", author = "Stanisław Lem", pages = 295 },
  })
end

function downgrade()
  op.execute(books:delete():where(books.c.id:in_({ 1, 2, 3, 4 })))
end
