-- merge sizes and totals
--
-- Revision ID: 5bc0ffee000b
-- Revises: 39c0ffee0009, 4ac0ffee000a
-- Create Date: 2026-03-05 09:01:33.790354

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "5bc0ffee000b"
down_revision = { "39c0ffee0009", "4ac0ffee000a" }
branch_labels = nil
depends_on = nil

function upgrade()
end

function downgrade()
end
