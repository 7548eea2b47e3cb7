-- rename drink to beverage
--
-- Revision ID: f6c0ffee0006
-- Revises: e5c0ffee0005
-- Create Date: 2026-02-23 14:47:09.005532

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "f6c0ffee0006"
down_revision = "e5c0ffee0005"
branch_labels = nil
depends_on = nil

function upgrade()
  op.batch_alter_table("coffee_logs", {}, function(batch)
    batch.alter_column("drink", { new_column_name = "beverage", existing_type = sa.String(60), existing_nullable = false })
  end)
end

function downgrade()
  op.batch_alter_table("coffee_logs", {}, function(batch)
    batch.alter_column("beverage", { new_column_name = "drink", existing_type = sa.String(60), existing_nullable = false })
  end)
end
