-- index books by author and title
--
-- Revision ID: 9e24d80b7c15
-- Revises: 7c90ab35e6f1
-- Create Date: 2026-01-09 11:02:17.220945

local op = require "op"

-- revision identifiers, used by runner
revision = "9e24d80b7c15"
down_revision = "7c90ab35e6f1"
branch_labels = nil
depends_on = nil

function upgrade()
  op.create_index("ix_books_author_id_title", "books", { "author_id", "title" }, { unique = true })
end

function downgrade()
  op.drop_index("ix_books_author_id_title", "books")
end
