-- coffee logs belong to users
--
-- Revision ID: e5c0ffee0005
-- Revises: d4c0ffee0004
-- Create Date: 2026-02-16 09:12:31.440186
--
-- SQLite cannot add a foreign key to a table: the batch rebuilds it there, and is an ordinary ALTER on PostgreSQL.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "e5c0ffee0005"
down_revision = "d4c0ffee0004"
branch_labels = nil
depends_on = nil

function upgrade()
  op.batch_alter_table("coffee_logs", {}, function(batch)
    batch.create_foreign_key("fk_coffee_logs_user_id", "users", { "user_id" }, { "id" }, { ondelete = "CASCADE" })
  end)
end

function downgrade()
  op.batch_alter_table("coffee_logs", {}, function(batch)
    batch.drop_constraint("fk_coffee_logs_user_id", { type_ = "foreignkey" })
  end)
end
