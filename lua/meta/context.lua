---@meta context
-- For editors (LuaLS) only: nothing loads this file.

---@class context.Config
---@field config_ini_section string
---@field config_file_name string
---@field attributes table<string, any> shared by env.lua and the scripts
---@field cmd_opts table<string, any> the parsed command line: cmd, and options by their long names, as rev_id
---@field get_main_option fun(self: context.Config, key: string, default?: string): string?
---@field set_main_option fun(self: context.Config, key: string, value: string)
---@field get_section fun(self: context.Config, name: string): table<string, string>
---@field get_section_option fun(self: context.Config, section: string, key: string, default?: string): string?
---@field set_section_option fun(self: context.Config, section: string, key: string, value: string)

---@class context.Engine
---@field connect fun(self: context.Engine, block: fun(connection: sa.Connection))

---@class context.Options
---@field connection? sa.Connection
---@field url? string
---@field dialect_name? string
---@field target_metadata? sa.MetaData|sa.MetaData[]
---@field literal_binds? boolean
---@field transactional_ddl? boolean default: what the database can do
---@field transaction_per_migration? boolean default false
---@field version_table? string default "alembic_version"
---@field version_table_schema? string
---@field version_table_pk? boolean default true
---@field include_name? fun(name: string?, type_: string, parent_names: table): boolean
---@field include_object? fun(object: table, name: string, type_: string, reflected: boolean, compare_to: table?): boolean
---@field include_schemas? boolean default false
---@field compare_type? boolean|function default true
---@field compare_server_default? boolean|function default true
---@field render_item? fun(type_: string, object: table, context: table): string|false
---@field render_as_batch? boolean default false
---@field process_revision_directives? fun(context: table, revision: any, directives: table)
---@field on_version_apply? fun(info: table)
---@field starting_rev? string
---@field tag? string
---@field upgrade_token? string
---@field downgrade_token? string
---@field output_buffer? any
---@field template_args? table<string, any>
---@field lock_timeout? number|string
---@field statement_timeout? number|string
---@field lock_retries? integer
---@field lock_wait? number|string

---@class context
---@field config context.Config
---@field script table
local context = {}

--- Says which database, which models, and how migrations run.
---@param options context.Options
function context.configure(options) end
---@return boolean
function context.is_offline_mode() end
--- Runs a function in a transaction, which is committed when it ends.
---@param block fun()
function context.begin_transaction(block) end
--- Runs what the command asked for.
---@param arguments? table<string, any> handed to upgrade() and downgrade()
function context.run_migrations(arguments) end
---@param options? { as_dictionary?: boolean }
---@return table
function context.get_x_argument(options) end
---@return string?
function context.get_tag_argument() end
---@return string
function context.get_head_revision() end
---@return string[]
function context.get_head_revisions() end
---@return string?
function context.get_starting_revision_argument() end
---@return string?
function context.get_revision_argument() end
---@return sa.Connection
function context.get_bind() end
---@return op.Context
function context.get_context() end
---@param sql string|sa.Expr
function context.execute(sql) end
--- Text for the printed SQL, as it is.
---@param text string
function context.static_output(text) end
---@param section table<string, string>
---@param options? { prefix?: string }
---@return context.Engine
function context.engine_from_config(section, options) end
---@param url string
---@return context.Engine
function context.create_engine(url) end

return context
