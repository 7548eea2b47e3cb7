---@meta op
-- Written from the signatures of runner's functions; RUNNER_META_UPDATE=1 test_host writes it anew. For editors (LuaLS) only:
-- nothing loads this file.

---@class op.Context
---@field dialect { name: string }
---@field as_sql boolean
---@field config table
---@field opts table
---@field autocommit_block fun(self: op.Context, block: fun())

---@class op
local op = {}

--- Writes a line to the log: op.log("info", "%d rows", count).
---@param level "debug"|"info"|"warn"|"error"
---@param format string
---@param ... any
function op.log(level, format, ...) end

---@class op.Batch
local Batch = {}

---@class op.Batch.add_column.Options
---@field if_not_exists? boolean default false
---@field inline_references? boolean default false
---@field inline_primary_key? boolean default false
---@field insert_before? string
---@field insert_after? string

--- Adds a column, with its index, key and comment.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.add_column)
---@param column sa.Column
---@param options? op.Batch.add_column.Options
function Batch.add_column(column, options) end

---@class op.Batch.alter_column.Options
---@field nullable? boolean
---@field comment? string
---@field server_default? string|number|boolean|sa.Expr|sa.Item
---@field new_column_name? string
---@field type_? sa.Type|fun(...): sa.Type
---@field autoincrement? boolean
---@field existing_type? sa.Type|fun(...): sa.Type
---@field existing_server_default? string|number|boolean|sa.Expr|sa.Item
---@field existing_nullable? boolean
---@field existing_comment? string
---@field existing_autoincrement? boolean
---@field postgresql_using? string
---@field insert_before? string
---@field insert_after? string
---@field mssql_drop_check? any
---@field mssql_drop_default? any
---@field mssql_drop_foreign_key? any

--- Changes type, nullability, default, name or comment of a column.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.alter_column)
---@param column_name string
---@param options? op.Batch.alter_column.Options
function Batch.alter_column(column_name, options) end

---@class op.Batch.create_check_constraint.Options
---@field deferrable? boolean
---@field initially? string
---@field postgresql_no_inherit? any
---@field postgresql_not_enforced? any
---@field postgresql_not_valid? any
---@field sqlite_on_conflict? any

--- Adds a CHECK constraint.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.create_check_constraint)
---@param constraint_name? string|sa.Name
---@param condition string|sa.Expr
---@param options? op.Batch.create_check_constraint.Options
function Batch.create_check_constraint(constraint_name, condition, options) end

---@class op.Batch.create_exclude_constraint.Options
---@field where? string|sa.Expr
---@field using? string
---@field deferrable? boolean
---@field initially? string
---@field ops? table<string, string>

--- Adds an EXCLUDE constraint (PostgreSQL).
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.create_exclude_constraint)
---@param constraint_name? string|sa.Name
---@param ... table|op.Batch.create_exclude_constraint.Options elements
function Batch.create_exclude_constraint(constraint_name, ...) end

---@class op.Batch.create_foreign_key.Options
---@field onupdate? string
---@field ondelete? string
---@field deferrable? boolean
---@field initially? string
---@field match? string
---@field use_alter? boolean default false
---@field referent_schema? string
---@field postgresql_not_enforced? any
---@field postgresql_not_valid? any
---@field postgresql_period? any

--- Adds a foreign key.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.create_foreign_key)
---@param constraint_name? string|sa.Name
---@param referent_table string
---@param local_cols string[]
---@param remote_cols string[]
---@param options? op.Batch.create_foreign_key.Options
function Batch.create_foreign_key(constraint_name, referent_table, local_cols, remote_cols, options) end

---@class op.Batch.create_index.Options
---@field unique? boolean default false
---@field if_not_exists? boolean default false
---@field quote? boolean
---@field mariadb_length? any
---@field mariadb_prefix? any
---@field mariadb_using? any
---@field mariadb_with_parser? any
---@field mysql_length? any
---@field mysql_prefix? any
---@field mysql_using? any
---@field mysql_with_parser? any
---@field postgresql_concurrently? any
---@field postgresql_include? any
---@field postgresql_nulls_not_distinct? any
---@field postgresql_ops? any
---@field postgresql_tablespace? any
---@field postgresql_using? any
---@field postgresql_where? any
---@field postgresql_with? any
---@field sqlite_where? any

--- Creates an index of columns or expressions.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.create_index)
---@param index_name? string|sa.Name
---@param columns (string|sa.Expr)[]
---@param options? op.Batch.create_index.Options
function Batch.create_index(index_name, columns, options) end

---@class op.Batch.create_primary_key.Options
---@field deferrable? boolean
---@field initially? string
---@field mariadb_using? any
---@field mysql_using? any
---@field postgresql_include? any
---@field postgresql_without_overlaps? any
---@field sqlite_collate? any
---@field sqlite_on_conflict? any
---@field sqlite_order? any

--- Adds a primary key.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.create_primary_key)
---@param constraint_name? string|sa.Name
---@param columns string[]
---@param options? op.Batch.create_primary_key.Options
function Batch.create_primary_key(constraint_name, columns, options) end

---@class op.Batch.create_table_comment.Options
---@field existing_comment? string

--- Comments a table.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.create_table_comment)
---@param comment? string
---@param options? op.Batch.create_table_comment.Options
function Batch.create_table_comment(comment, options) end

---@class op.Batch.create_unique_constraint.Options
---@field deferrable? boolean
---@field initially? string
---@field postgresql_include? any
---@field postgresql_nulls_not_distinct? any
---@field postgresql_without_overlaps? any
---@field sqlite_collate? any
---@field sqlite_on_conflict? any
---@field sqlite_order? any

--- Adds a UNIQUE constraint.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.create_unique_constraint)
---@param constraint_name? string|sa.Name
---@param columns string[]
---@param options? op.Batch.create_unique_constraint.Options
function Batch.create_unique_constraint(constraint_name, columns, options) end

---@class op.Batch.drop_column.Options
---@field if_exists? boolean default false
---@field existing_type? any
---@field mssql_drop_check? any
---@field mssql_drop_default? any
---@field mssql_drop_foreign_key? any

--- Drops a column.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.drop_column)
---@param column_name string
---@param options? op.Batch.drop_column.Options
function Batch.drop_column(column_name, options) end

---@class op.Batch.drop_constraint.Options
---@field if_exists? boolean default false

--- Drops a constraint by its name.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.drop_constraint)
---@param constraint_name string|sa.Name
---@param type_? string
---@param options? op.Batch.drop_constraint.Options
function Batch.drop_constraint(constraint_name, type_, options) end

---@class op.Batch.drop_index.Options
---@field if_exists? boolean default false
---@field mariadb_length? any
---@field mariadb_prefix? any
---@field mariadb_using? any
---@field mariadb_with_parser? any
---@field mysql_length? any
---@field mysql_prefix? any
---@field mysql_using? any
---@field mysql_with_parser? any
---@field postgresql_concurrently? any
---@field postgresql_include? any
---@field postgresql_nulls_not_distinct? any
---@field postgresql_ops? any
---@field postgresql_tablespace? any
---@field postgresql_using? any
---@field postgresql_where? any
---@field postgresql_with? any
---@field sqlite_where? any

--- Drops an index.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.drop_index)
---@param index_name string|sa.Name
---@param options? op.Batch.drop_index.Options
function Batch.drop_index(index_name, options) end

---@class op.Batch.drop_table_comment.Options
---@field existing_comment? string

--- Takes a table's comment away.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.drop_table_comment)
---@param options? op.Batch.drop_table_comment.Options
function Batch.drop_table_comment(options) end

---@class op.Batch.execute.Options
---@field params? table<string, any>
---@field execution_options? any

--- Runs SQL, or an insert, update or delete expression; its rows are dropped.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.BatchOperations.execute)
---@param sqltext string|sa.Expr
---@param options? op.Batch.execute.Options
function Batch.execute(sqltext, options) end

---@class op.add_column.Options
---@field schema? string
---@field if_not_exists? boolean default false
---@field inline_references? boolean default false
---@field inline_primary_key? boolean default false

--- Adds a column, with its index, key and comment.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.add_column)
---@param table_name string
---@param column sa.Column
---@param options? op.add_column.Options
function op.add_column(table_name, column, options) end

---@class op.add_enum_value.Options
---@field before? string
---@field after? string
---@field schema? string
---@field if_not_exists? boolean default false

--- Adds a value to an enum type of PostgreSQL.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param value string
---@param options? op.add_enum_value.Options
function op.add_enum_value(name, value, options) end

---@class op.alter_column.Options
---@field nullable? boolean
---@field comment? string
---@field server_default? string|number|boolean|sa.Expr|sa.Item
---@field new_column_name? string
---@field type_? sa.Type|fun(...): sa.Type
---@field autoincrement? boolean
---@field existing_type? sa.Type|fun(...): sa.Type
---@field existing_server_default? string|number|boolean|sa.Expr|sa.Item
---@field existing_nullable? boolean
---@field existing_comment? string
---@field existing_autoincrement? boolean
---@field schema? string
---@field postgresql_using? string
---@field mssql_drop_check? any
---@field mssql_drop_default? any
---@field mssql_drop_foreign_key? any

--- Changes type, nullability, default, name or comment of a column.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.alter_column)
---@param table_name string
---@param column_name string
---@param options? op.alter_column.Options
function op.alter_column(table_name, column_name, options) end

---@class op.alter_sequence.Options
---@field schema? string
---@field new_name? string
---@field restart? integer
---@field start? integer
---@field increment? integer
---@field minvalue? integer
---@field maxvalue? integer
---@field cache? integer
---@field cycle? boolean
---@field nominvalue? boolean
---@field nomaxvalue? boolean
---@field owned_by? string
---@field data_type? string
---@field existing_start? integer
---@field existing_increment? integer
---@field existing_minvalue? integer
---@field existing_maxvalue? integer
---@field existing_nominvalue? boolean
---@field existing_nomaxvalue? boolean
---@field existing_cache? integer
---@field existing_cycle? boolean
---@field existing_owned_by? string
---@field existing_data_type? string

--- Changes a sequence.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param options? op.alter_sequence.Options
function op.alter_sequence(name, options) end

--- Runs a function outside of the transaction, which ends before it and begins again after it.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.autocommit_block)
---@param block function
function op.autocommit_block(block) end

---@class op.batch_alter_table.Options
---@field schema? string
---@field recreate? "auto"|"always"|"never"
---@field copy_from? sa.Table
---@field table_args? (sa.Column|sa.Item)[]
---@field table_kwargs? table<string, any>
---@field reflect_args? (sa.Column|sa.Item)[]
---@field reflect_kwargs? table<string, any>
---@field naming_convention? table<string, string>
---@field partial_reordering? string[][]

--- Changes a table by several operations at once; SQLite builds it anew where it has to.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.batch_alter_table)
---@param table_name string
---@param block function
---@param options? op.batch_alter_table.Options
---@overload fun(table_name: string, options: op.batch_alter_table.Options, block: fun(batch: op.Batch))
function op.batch_alter_table(table_name, block, options) end

---@class op.batch_delete.Options
---@field where? string|sa.Expr
---@field key? string|string[]
---@field batch_size? integer default 10000
---@field sleep? number
---@field progress? boolean default true
---@field schema? string

--- Deletes rows in bounded steps along a key, and goes on after a kill.
--- [documentation](docs/data.md)
---@param table string|sa.Table
---@param options? op.batch_delete.Options
function op.batch_delete(table, options) end

---@class op.batch_update.Options
---@field set table<string, any>
---@field where? string|sa.Expr
---@field key? string|string[]
---@field batch_size? integer default 10000
---@field sleep? number
---@field progress? boolean default true
---@field schema? string

--- Updates rows in bounded steps along a key, and goes on after a kill.
--- [documentation](docs/data.md)
---@param table string|sa.Table
---@param options? op.batch_update.Options
function op.batch_update(table, options) end

---@class op.bulk_insert.Options
---@field multiinsert? boolean default true

--- Inserts a list of rows: COPY on PostgreSQL, one prepared statement on SQLite.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.bulk_insert)
---@param table sa.Table
---@param rows table<string, any>[]
---@param options? op.bulk_insert.Options
function op.bulk_insert(table, rows, options) end

---@class op.create_check_constraint.Options
---@field schema? string
---@field deferrable? boolean
---@field initially? string
---@field postgresql_no_inherit? any
---@field postgresql_not_enforced? any
---@field postgresql_not_valid? any
---@field sqlite_on_conflict? any

--- Adds a CHECK constraint.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.create_check_constraint)
---@param constraint_name? string|sa.Name
---@param table_name string
---@param condition string|sa.Expr
---@param options? op.create_check_constraint.Options
function op.create_check_constraint(constraint_name, table_name, condition, options) end

---@class op.create_enum.Options
---@field schema? string
---@field if_not_exists? boolean default false

--- Creates an enum type.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param values string[]
---@param options? op.create_enum.Options
function op.create_enum(name, values, options) end

---@class op.create_exclude_constraint.Options
---@field where? string|sa.Expr
---@field using? string
---@field schema? string
---@field deferrable? boolean
---@field initially? string
---@field ops? table<string, string>

--- Adds an EXCLUDE constraint (PostgreSQL).
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.create_exclude_constraint)
---@param constraint_name? string|sa.Name
---@param table_name string
---@param ... table|op.create_exclude_constraint.Options elements
function op.create_exclude_constraint(constraint_name, table_name, ...) end

---@class op.create_extension.Options
---@field schema? string
---@field version? string
---@field if_not_exists? boolean default false
---@field cascade? boolean default false

--- Creates an extension (PostgreSQL).
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param options? op.create_extension.Options
function op.create_extension(name, options) end

---@class op.create_foreign_key.Options
---@field onupdate? string
---@field ondelete? string
---@field deferrable? boolean
---@field initially? string
---@field match? string
---@field use_alter? boolean default false
---@field source_schema? string
---@field referent_schema? string
---@field postgresql_not_enforced? any
---@field postgresql_not_valid? any
---@field postgresql_period? any

--- Adds a foreign key.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.create_foreign_key)
---@param constraint_name? string|sa.Name
---@param source_table string
---@param referent_table string
---@param local_cols string[]
---@param remote_cols string[]
---@param options? op.create_foreign_key.Options
function op.create_foreign_key(constraint_name, source_table, referent_table, local_cols, remote_cols, options) end

---@class op.create_index.Options
---@field unique? boolean default false
---@field schema? string
---@field if_not_exists? boolean default false
---@field quote? boolean
---@field mariadb_length? any
---@field mariadb_prefix? any
---@field mariadb_using? any
---@field mariadb_with_parser? any
---@field mysql_length? any
---@field mysql_prefix? any
---@field mysql_using? any
---@field mysql_with_parser? any
---@field postgresql_concurrently? any
---@field postgresql_include? any
---@field postgresql_nulls_not_distinct? any
---@field postgresql_ops? any
---@field postgresql_tablespace? any
---@field postgresql_using? any
---@field postgresql_where? any
---@field postgresql_with? any
---@field sqlite_where? any

--- Creates an index of columns or expressions.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.create_index)
---@param index_name? string|sa.Name
---@param table_name string
---@param columns (string|sa.Expr)[]
---@param options? op.create_index.Options
function op.create_index(index_name, table_name, columns, options) end

---@class op.create_primary_key.Options
---@field schema? string
---@field deferrable? boolean
---@field initially? string
---@field mariadb_using? any
---@field mysql_using? any
---@field postgresql_include? any
---@field postgresql_without_overlaps? any
---@field sqlite_collate? any
---@field sqlite_on_conflict? any
---@field sqlite_order? any

--- Adds a primary key.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.create_primary_key)
---@param constraint_name? string|sa.Name
---@param table_name string
---@param columns string[]
---@param options? op.create_primary_key.Options
function op.create_primary_key(constraint_name, table_name, columns, options) end

---@class op.create_schema.Options
---@field if_not_exists? boolean default false

--- Creates a schema.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param options? op.create_schema.Options
function op.create_schema(name, options) end

---@class op.create_sequence.Options
---@field schema? string
---@field if_not_exists? boolean default false
---@field start? integer
---@field increment? integer
---@field minvalue? integer
---@field maxvalue? integer
---@field cache? integer
---@field cycle? boolean
---@field nominvalue? boolean
---@field nomaxvalue? boolean
---@field owned_by? string
---@field data_type? string

--- Creates a sequence.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param options? op.create_sequence.Options
function op.create_sequence(name, options) end

---@class op.create_table.Options
---@field schema? string
---@field comment? string
---@field prefixes? string[]
---@field if_not_exists? boolean default false
---@field info? any
---@field quote? any
---@field keep_existing? any
---@field extend_existing? any
---@field postgresql_inherits? any
---@field postgresql_on_commit? any
---@field postgresql_partition_by? any
---@field postgresql_tablespace? any
---@field postgresql_using? any
---@field postgresql_with? any
---@field postgresql_with_oids? any
---@field sqlite_autoincrement? any
---@field sqlite_strict? any
---@field sqlite_with_rowid? any

--- Creates a table of columns, constraints and indexes; returns it for op.bulk_insert.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.create_table)
---@param table_name string
---@param ... sa.Column|sa.Item|op.create_table.Options items
---@return sa.Table
function op.create_table(table_name, ...) end

---@class op.create_table_comment.Options
---@field existing_comment? string
---@field schema? string

--- Comments a table.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.create_table_comment)
---@param table_name string
---@param comment? string
---@param options? op.create_table_comment.Options
function op.create_table_comment(table_name, comment, options) end

---@class op.create_table_if_not_exists.Options
---@field schema? string
---@field comment? string
---@field prefixes? string[]
---@field if_not_exists? boolean default false
---@field info? any
---@field quote? any
---@field keep_existing? any
---@field extend_existing? any
---@field postgresql_inherits? any
---@field postgresql_on_commit? any
---@field postgresql_partition_by? any
---@field postgresql_tablespace? any
---@field postgresql_using? any
---@field postgresql_with? any
---@field postgresql_with_oids? any
---@field sqlite_autoincrement? any
---@field sqlite_strict? any
---@field sqlite_with_rowid? any

--- Creates a table unless it is there.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param table_name string
---@param ... sa.Column|sa.Item|op.create_table_if_not_exists.Options items
---@return sa.Table
function op.create_table_if_not_exists(table_name, ...) end

---@class op.create_unique_constraint.Options
---@field schema? string
---@field deferrable? boolean
---@field initially? string
---@field postgresql_include? any
---@field postgresql_nulls_not_distinct? any
---@field postgresql_without_overlaps? any
---@field sqlite_collate? any
---@field sqlite_on_conflict? any
---@field sqlite_order? any

--- Adds a UNIQUE constraint.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.create_unique_constraint)
---@param constraint_name? string|sa.Name
---@param table_name string
---@param columns string[]
---@param options? op.create_unique_constraint.Options
function op.create_unique_constraint(constraint_name, table_name, columns, options) end

---@class op.create_view.Options
---@field schema? string
---@field replace? boolean default false
---@field materialized? boolean default false
---@field if_not_exists? boolean default false

--- Creates a view, or a materialized one.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param definition string|sa.Expr
---@param options? op.create_view.Options
function op.create_view(name, definition, options) end

---@class op.drop_column.Options
---@field schema? string
---@field if_exists? boolean default false
---@field existing_type? any
---@field mssql_drop_check? any
---@field mssql_drop_default? any
---@field mssql_drop_foreign_key? any

--- Drops a column.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.drop_column)
---@param table_name string
---@param column_name string
---@param options? op.drop_column.Options
function op.drop_column(table_name, column_name, options) end

---@class op.drop_constraint.Options
---@field schema? string
---@field if_exists? boolean default false

--- Drops a constraint by its name.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.drop_constraint)
---@param constraint_name string|sa.Name
---@param table_name string
---@param type_? string
---@param options? op.drop_constraint.Options
function op.drop_constraint(constraint_name, table_name, type_, options) end

---@class op.drop_enum.Options
---@field schema? string
---@field if_exists? boolean default false
---@field values? string[]

--- Drops an enum type.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param options? op.drop_enum.Options
function op.drop_enum(name, options) end

---@class op.drop_extension.Options
---@field if_exists? boolean default false
---@field cascade? boolean default false
---@field schema? string
---@field version? string

--- Drops an extension.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param options? op.drop_extension.Options
function op.drop_extension(name, options) end

---@class op.drop_index.Options
---@field schema? string
---@field if_exists? boolean default false
---@field mariadb_length? any
---@field mariadb_prefix? any
---@field mariadb_using? any
---@field mariadb_with_parser? any
---@field mysql_length? any
---@field mysql_prefix? any
---@field mysql_using? any
---@field mysql_with_parser? any
---@field postgresql_concurrently? any
---@field postgresql_include? any
---@field postgresql_nulls_not_distinct? any
---@field postgresql_ops? any
---@field postgresql_tablespace? any
---@field postgresql_using? any
---@field postgresql_where? any
---@field postgresql_with? any
---@field sqlite_where? any

--- Drops an index.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.drop_index)
---@param index_name string|sa.Name
---@param table_name? string
---@param options? op.drop_index.Options
function op.drop_index(index_name, table_name, options) end

---@class op.drop_schema.Options
---@field if_exists? boolean default false
---@field cascade? boolean default false

--- Drops a schema.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param options? op.drop_schema.Options
function op.drop_schema(name, options) end

---@class op.drop_sequence.Options
---@field schema? string
---@field if_exists? boolean default false
---@field start? integer
---@field increment? integer
---@field minvalue? integer
---@field maxvalue? integer
---@field cache? integer
---@field cycle? boolean
---@field nominvalue? boolean
---@field nomaxvalue? boolean
---@field owned_by? string
---@field data_type? string

--- Drops a sequence.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param options? op.drop_sequence.Options
function op.drop_sequence(name, options) end

---@class op.drop_table.Options
---@field schema? string
---@field if_exists? boolean default false
---@field info? any

--- Drops a table.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.drop_table)
---@param table_name string
---@param options? op.drop_table.Options
function op.drop_table(table_name, options) end

---@class op.drop_table_comment.Options
---@field existing_comment? string
---@field schema? string

--- Takes a table's comment away.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.drop_table_comment)
---@param table_name string
---@param options? op.drop_table_comment.Options
function op.drop_table_comment(table_name, options) end

---@class op.drop_table_if_exists.Options
---@field schema? string
---@field if_exists? boolean default false
---@field info? any

--- Drops a table if it is there.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param table_name string
---@param options? op.drop_table_if_exists.Options
function op.drop_table_if_exists(table_name, options) end

---@class op.drop_view.Options
---@field schema? string
---@field if_exists? boolean default false
---@field materialized? boolean default false
---@field cascade? boolean default false
---@field definition? string|sa.Expr

--- Drops a view.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param options? op.drop_view.Options
function op.drop_view(name, options) end

---@class op.execute.Options
---@field params? table<string, any>
---@field execution_options? any

--- Runs SQL, or an insert, update or delete expression; its rows are dropped.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.execute)
---@param sqltext string|sa.Expr
---@param options? op.execute.Options
function op.execute(sqltext, options) end

--- Marks a name as final: naming conventions leave it alone.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.f)
---@param name string
---@return sa.Name
function op.f(name) end

--- The connection of the running migration.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.get_bind)
---@return sa.Connection
function op.get_bind() end

--- What runs: dialect, as_sql, config.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.get_context)
---@return op.Context
function op.get_context() end

--- A literal that is written into the SQL also where values are bound.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.inline_literal)
---@param value? any
---@param type_? sa.Type|fun(...): sa.Type
---@return sa.Expr
function op.inline_literal(value, type_) end

--- Runs an operation value.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.invoke)
---@param operation sa.Operation
function op.invoke(operation) end

---@class op.register_operation.Options
---@field batch? boolean default false

--- Adds op.<name>, and batch.<name> with { batch = true }.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.register_operation)
---@param name string
---@param operation function
---@param options? op.register_operation.Options
function op.register_operation(name, operation, options) end

---@class op.rename_enum_value.Options
---@field schema? string

--- Renames a value of an enum type.
--- [documentation](https://www.postgresql.org/docs/current/sql-commands.html)
---@param name string
---@param old_value string
---@param new_value string
---@param options? op.rename_enum_value.Options
function op.rename_enum_value(name, old_value, new_value, options) end

---@class op.rename_table.Options
---@field schema? string

--- Renames a table.
--- [documentation](https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.rename_table)
---@param old_table_name string
---@param new_table_name string
---@param options? op.rename_table.Options
function op.rename_table(old_table_name, new_table_name, options) end

return op
