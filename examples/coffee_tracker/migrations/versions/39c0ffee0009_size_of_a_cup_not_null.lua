-- size of a cup: not null
--
-- Revision ID: 39c0ffee0009
-- Revises: 28c0ffee0008
-- Create Date: 2026-03-03 11:36:27.662815
--
-- Third of three: nothing writes rows without a size any more.

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "39c0ffee0009"
down_revision = "28c0ffee0008"
branch_labels = nil
depends_on = nil

function upgrade()
  op.batch_alter_table("coffee_logs", {}, function(batch)
    batch.alter_column("size_ml", { existing_type = sa.Integer(), nullable = false })
    batch.create_check_constraint("ck_coffee_logs_size_ml", "size_ml > 0")
  end)
end

function downgrade()
  op.batch_alter_table("coffee_logs", {}, function(batch)
    batch.drop_constraint("ck_coffee_logs_size_ml", { type_ = "check" })
    batch.alter_column("size_ml", { existing_type = sa.Integer(), nullable = true })
  end)
end
