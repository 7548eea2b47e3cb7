---@meta sa
-- Written from the signatures of runner's functions; RUNNER_META_UPDATE=1 test_host writes it anew. For editors (LuaLS) only:
-- nothing loads this file.

---@class sa.Row: table<string|integer, any>
---@field unpack fun(self: sa.Row): ...
---@field pick fun(self: sa.Row, ...: string): table<string, any>

---@class sa.Result
---@field rowcount integer
---@field keys string[]
---@operator call: sa.Row?
---@field fetchone fun(self: sa.Result): sa.Row?
---@field fetchmany fun(self: sa.Result, count: integer): sa.Row[]
---@field fetchall fun(self: sa.Result): sa.Row[]
---@field first fun(self: sa.Result): sa.Row?
---@field one fun(self: sa.Result): sa.Row
---@field one_or_none fun(self: sa.Result): sa.Row?
---@field scalar fun(self: sa.Result): any
---@field scalar_one fun(self: sa.Result): any
---@field scalars fun(self: sa.Result): any[]
---@field mappings fun(self: sa.Result): table<string, any>[]

---@class sa.Connection
---@field dialect { name: string }
---@field execute fun(self: sa.Connection, statement: string|sa.Expr, params?: table): sa.Result
---@field exec_driver_sql fun(self: sa.Connection, sql: string): sa.Result
---@field begin_nested fun(self: sa.Connection, block: fun(...): any): any

---@class sa.Name
---@class sa.Item
---@class sa.Column: sa.Item
---@field name string

---@class sa.Operation
---@field reverse fun(self: sa.Operation): sa.Operation

---@class sa.Type
local Type = {}

---@class sa.Expr
---@field c table<string, sa.Expr>
---@field excluded table<string, sa.Expr>
---@field inserted table<string, sa.Expr>
---@operator add(any): sa.Expr
---@operator sub(any): sa.Expr
---@operator mul(any): sa.Expr
---@operator div(any): sa.Expr
---@operator mod(any): sa.Expr
---@operator concat(any): sa.Expr
---@operator unm: sa.Expr
local Expr = {}

---@class sa.Table
---@field name string
---@field c table<string, sa.Expr>
local Table = {}

---@class sa.MetaData
---@field tables table<string, sa.Table>
---@field sorted_tables sa.Table[]
local MetaData = {}

---@class sa.Inspector
local Inspector = {}

---@class sa
---@field none any Python's None: drops a default, a comment
---@field NULL any SQL's NULL as a value
---@field func table<string, fun(...: any): sa.Expr> functions of the database: sa.func.now()
---@field json { encode: fun(value: any): string, decode: fun(text: string): any }
local sa = { postgresql = {}, sqlite = {}, mysql = {}, schema = {} }

---@return sa.Expr
function sa.true_() end
---@return sa.Expr
function sa.false_() end
---@return sa.Expr
function sa.null() end
--- The value, or sa.NULL for nil.
---@param value any
function sa.or_null(value) end
--- A random identifier.
---@return string
function sa.uuid4() end
--- A list for a JSON column that stays one when it is empty.
---@param list any[]
function sa.json_array(list) end
--- Any type by its text.
---@param text string
---@return sa.Type
function sa.custom(text) end
--- Runs the model files and returns the metadata of their tables.
---@param ... string globs
---@return sa.MetaData|sa.MetaData[]
function sa.discover(...) end

--- Further columns.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any columns
---@return sa.Expr
function Expr:add_columns(...) end

--- Another name in FROM.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param name? string
---@return sa.Expr
function Expr:alias(name) end

--- value = ALL (it).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:all(value) end

--- value = ANY (it).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:any(value) end

--- A part of a document, as a boolean.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:as_boolean() end

--- A part of a document, as a float.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:as_float() end

--- A part of a document, as an integer.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:as_integer() end

--- A part of a document, as a document.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:as_json() end

--- A part of a document, as a NUMERIC.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param precision integer
---@param scale integer
---@return sa.Expr
function Expr:as_numeric(precision, scale) end

--- A part of a document, as a string.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:as_string() end

--- Ascending order.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:asc() end

--- A part of a document, as text (->>).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:astext() end

---@class sa.Expr.between.Options
---@field symmetric? boolean

--- low <= it <= high.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param low any
---@param high any
---@param options? sa.Expr.between.Options
---@return sa.Expr
function Expr:between(low, high, options) end

--- Values of a text's parameters.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any binds
---@return sa.Expr
function Expr:bindparams(...) end

--- it & value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:bitwise_and(value) end

--- it << value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:bitwise_lshift(value) end

--- ~it.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:bitwise_not() end

--- it | value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:bitwise_or(value) end

--- it >> value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:bitwise_rshift(value) end

--- Exclusive or of the bits.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:bitwise_xor(value) end

--- CAST (it AS type).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param type_ sa.Type|fun(...): sa.Type
---@return sa.Expr
function Expr:cast(type_) end

--- Under a collation.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param collation string
---@return sa.Expr
function Expr:collate(collation) end

--- A function in FROM as one column.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param name? string
---@return sa.Expr
function Expr:column_valued(name) end

--- What a text selects, so that its subquery has columns.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any columns
---@return sa.Expr
function Expr:columns(...) end

--- it || value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:concat(value) end

--- it <@ value (arrays, JSONB, ranges).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:contained_by(value) end

---@class sa.Expr.contains.Options
---@field autoescape? boolean
---@field escape? string

--- LIKE '%value%'; @> of arrays, JSONB and ranges.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.contains.Options
---@return sa.Expr
function Expr:contains(value, options) end

--- Tables of the statement around it that it reads.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... string|sa.Table|sa.Expr tables
---@return sa.Expr
function Expr:correlate(...) end

---@class sa.Expr.cte.Options
---@field recursive? boolean
---@field nesting? any

--- A common table expression (WITH).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param name? string
---@param options? sa.Expr.cte.Options
---@return sa.Expr
function Expr:cte(name, options) end

--- Rows of sa.values.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param rows any
---@return sa.Expr
function Expr:data(rows) end

--- Descending order.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:desc() end

--- SELECT DISTINCT; with columns DISTINCT ON.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any columns
---@return sa.Expr
function Expr:distinct(...) end

---@class sa.Expr.endswith.Options
---@field autoescape? boolean
---@field escape? string

--- LIKE '%value'.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.endswith.Options
---@return sa.Expr
function Expr:endswith(value, options) end

--- it = value; IS NULL for sa.NULL.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:eq(value) end

--- EXCEPT of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... sa.Expr selects
---@return sa.Expr
function Expr:except_(...) end

--- EXCEPT ALL of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... sa.Expr selects
---@return sa.Expr
function Expr:except_all(...) end

--- EXISTS (it).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:exists() end

---@class sa.Expr.fetch.Options
---@field with_ties? boolean
---@field percent? boolean

--- FETCH FIRST n ROWS.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param count any
---@param options? sa.Expr.fetch.Options
---@return sa.Expr
function Expr:fetch(count, options) end

--- Of an aggregate FILTER (WHERE ...), else :where.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... sa.Expr conditions
---@return sa.Expr
function Expr:filter(...) end

--- WHERE column = value of the statement's table.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param values table<string, any>
---@return sa.Expr
function Expr:filter_by(values) end

--- Whole part of it / value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:floordiv(value) end

--- INSERT ... SELECT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param names (string|sa.Expr)[]
---@param select sa.Expr
---@return sa.Expr
function Expr:from_select(names, select) end

--- it >= value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:ge(value) end

--- A part of a document or list: t.c.doc:getitem("key", 1).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any keys
---@return sa.Expr
function Expr:getitem(...) end

--- GROUP BY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any columns
---@return sa.Expr
function Expr:group_by(...) end

--- it > value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:gt(value) end

--- it ?& keys (JSONB).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param keys any
---@return sa.Expr
function Expr:has_all(keys) end

--- it ?| keys (JSONB).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param keys any
---@return sa.Expr
function Expr:has_any(keys) end

--- it ? value (JSONB).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:has_key(value) end

--- HAVING; several are joined by AND.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... sa.Expr conditions
---@return sa.Expr
function Expr:having(...) end

---@class sa.Expr.icontains.Options
---@field autoescape? boolean
---@field escape? string

--- contains without regard to case.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.icontains.Options
---@return sa.Expr
function Expr:icontains(value, options) end

---@class sa.Expr.iendswith.Options
---@field autoescape? boolean
---@field escape? string

--- endswith without regard to case.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.iendswith.Options
---@return sa.Expr
function Expr:iendswith(value, options) end

---@class sa.Expr.ilike.Options
---@field escape? string

--- LIKE without regard to case.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.ilike.Options
---@return sa.Expr
function Expr:ilike(value, options) end

--- IN a list or a select.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param values any
---@return sa.Expr
function Expr:in_(values) end

--- INTERSECT of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... sa.Expr selects
---@return sa.Expr
function Expr:intersect(...) end

--- INTERSECT ALL of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... sa.Expr selects
---@return sa.Expr
function Expr:intersect_all(...) end

--- it IS value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:is_(value) end

--- Differs, NULL being a value like others.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:is_distinct_from(value) end

--- it IS NOT value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:is_not(value) end

--- Equal, NULL being a value like others.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:is_not_distinct_from(value) end

--- it IS NOT NULL.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:is_not_null() end

--- it IS NULL.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:is_null() end

---@class sa.Expr.istartswith.Options
---@field autoescape? boolean
---@field escape? string

--- startswith without regard to case.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.istartswith.Options
---@return sa.Expr
function Expr:istartswith(value, options) end

---@class sa.Expr.join.Options
---@field isouter? boolean default false
---@field full? boolean default false

--- JOIN target ON condition.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param target string|sa.Table|sa.Expr
---@param onclause sa.Expr
---@param options? sa.Expr.join.Options
---@return sa.Expr
function Expr:join(target, onclause, options) end

---@class sa.Expr.join_from.Options
---@field isouter? boolean default false
---@field full? boolean default false

--- FROM left JOIN target ON condition.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param left string|sa.Table|sa.Expr
---@param target string|sa.Table|sa.Expr
---@param onclause sa.Expr
---@param options? sa.Expr.join_from.Options
---@return sa.Expr
function Expr:join_from(left, target, onclause, options) end

--- Names it in a SELECT: AS name.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param name string
---@return sa.Expr
function Expr:label(name) end

--- A select in FROM that may read the tables before it.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param name? string
---@return sa.Expr
function Expr:lateral(name) end

--- it <= value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:le(value) end

---@class sa.Expr.like.Options
---@field escape? string

--- it LIKE pattern.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.like.Options
---@return sa.Expr
function Expr:like(value, options) end

--- At most so many rows.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param count any
---@return sa.Expr
function Expr:limit(count) end

--- it < value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:lt(value) end

--- Full-text search.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:match(value) end

--- it <> value; IS NOT NULL for sa.NULL.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:ne(value) end

---@class sa.Expr.not_between.Options
---@field symmetric? boolean

--- Not between the two.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param low any
---@param high any
---@param options? sa.Expr.not_between.Options
---@return sa.Expr
function Expr:not_between(low, high, options) end

---@class sa.Expr.not_ilike.Options
---@field escape? string

--- NOT LIKE without regard to case.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.not_ilike.Options
---@return sa.Expr
function Expr:not_ilike(value, options) end

--- NOT IN a list or a select.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param values any
---@return sa.Expr
function Expr:not_in(values) end

---@class sa.Expr.not_like.Options
---@field escape? string

--- it NOT LIKE pattern.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.not_like.Options
---@return sa.Expr
function Expr:not_like(value, options) end

--- NULLS FIRST.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:nulls_first() end

--- NULLS LAST.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:nulls_last() end

--- Passes over so many rows.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param count any
---@return sa.Expr
function Expr:offset(count) end

---@class sa.Expr.on_conflict_do_nothing.Options
---@field index_elements? string|string[]
---@field constraint? string|sa.Name
---@field index_where? sa.Expr

--- ON CONFLICT DO NOTHING.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param options? sa.Expr.on_conflict_do_nothing.Options
---@return sa.Expr
function Expr:on_conflict_do_nothing(options) end

---@class sa.Expr.on_conflict_do_update.Options
---@field index_elements? string|string[]
---@field constraint? string|sa.Name
---@field index_where? sa.Expr
---@field set? table<string, any>
---@field set_? table<string, any>
---@field where? sa.Expr

--- ON CONFLICT DO UPDATE SET; insert.excluded.x is the refused row's value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param options? sa.Expr.on_conflict_do_update.Options
---@return sa.Expr
function Expr:on_conflict_do_update(options) end

--- ON DUPLICATE KEY UPDATE; insert.inserted.x is the refused row's value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param values table<string, any>
---@return sa.Expr
function Expr:on_duplicate_key_update(values) end

---@class sa.Expr.op.Options
---@field precedence? integer
---@field is_comparison? boolean
---@field return_type? sa.Type|fun(...): sa.Type

--- An operator of your own: x:op("@>")(y).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param operator string
---@param options? sa.Expr.op.Options
---@return sa.Expr
function Expr:op(operator, options) end

--- ORDER BY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any columns
---@return sa.Expr
function Expr:order_by(...) end

--- { column, value } of an UPDATE, in order.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any pairs
---@return sa.Expr
function Expr:ordered_values(...) end

---@class sa.Expr.outerjoin.Options
---@field isouter? boolean default false
---@field full? boolean default false

--- LEFT OUTER JOIN target ON condition.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param target string|sa.Table|sa.Expr
---@param onclause sa.Expr
---@param options? sa.Expr.outerjoin.Options
---@return sa.Expr
function Expr:outerjoin(target, onclause, options) end

---@class sa.Expr.outerjoin_from.Options
---@field isouter? boolean default false
---@field full? boolean default false

--- FROM left LEFT OUTER JOIN target ON condition.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param left string|sa.Table|sa.Expr
---@param target string|sa.Table|sa.Expr
---@param onclause sa.Expr
---@param options? sa.Expr.outerjoin_from.Options
---@return sa.Expr
function Expr:outerjoin_from(left, target, onclause, options) end

---@class sa.Expr.over.Options
---@field partition_by? any
---@field order_by? any
---@field range_? any
---@field rows? any
---@field groups? any

--- A window: { partition_by = , order_by = }.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param options? sa.Expr.over.Options
---@return sa.Expr
function Expr:over(options) end

--- it && value (arrays, ranges).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@return sa.Expr
function Expr:overlap(value) end

--- Words before the columns.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... string|sa.Expr words
---@return sa.Expr
function Expr:prefix_with(...) end

---@class sa.Expr.regexp_match.Options
---@field flags? string

--- Matches a regular expression.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param pattern any
---@param options? sa.Expr.regexp_match.Options
---@return sa.Expr
function Expr:regexp_match(pattern, options) end

---@class sa.Expr.regexp_replace.Options
---@field flags? string

--- What matches a regular expression, replaced.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param pattern any
---@param replacement any
---@param options? sa.Expr.regexp_replace.Options
---@return sa.Expr
function Expr:regexp_replace(pattern, replacement, options) end

---@class sa.Expr.render_derived.Options
---@field with_types? boolean

--- AS name(column, ...) of a function in FROM.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param options? sa.Expr.render_derived.Options
---@return sa.Expr
function Expr:render_derived(options) end

--- RETURNING columns.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any columns
---@return sa.Expr
function Expr:returning(...) end

--- The select as a value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@return sa.Expr
function Expr:scalar_subquery() end

--- FROM; otherwise the columns tell the tables.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... string|sa.Table|sa.Expr tables
---@return sa.Expr
function Expr:select_from(...) end

--- Rows from start to stop.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param start number
---@param stop number
---@return sa.Expr
function Expr:slice(start, stop) end

---@class sa.Expr.startswith.Options
---@field autoescape? boolean
---@field escape? string

--- LIKE 'value%'.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param value any
---@param options? sa.Expr.startswith.Options
---@return sa.Expr
function Expr:startswith(value, options) end

--- The select as a table in FROM.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param name? string
---@return sa.Expr
function Expr:subquery(name) end

--- Words at the end.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... string|sa.Expr words
---@return sa.Expr
function Expr:suffix_with(...) end

---@class sa.Expr.table_valued.Options
---@field name? string

--- Rows of a function: its columns by name.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... string|sa.Expr|sa.Column|sa.Expr.table_valued.Options columns
---@return sa.Expr
function Expr:table_valued(...) end

--- UNION of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... sa.Expr selects
---@return sa.Expr
function Expr:union(...) end

--- UNION ALL of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... sa.Expr selects
---@return sa.Expr
function Expr:union_all(...) end

--- { column = value } of an INSERT (or a list of them) or UPDATE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param values any
---@return sa.Expr
function Expr:values(values) end

--- WHERE; several are joined by AND.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... sa.Expr conditions
---@return sa.Expr
function Expr:where(...) end

---@class sa.Expr.with_for_update.Options
---@field nowait? boolean
---@field read? boolean
---@field of? any
---@field skip_locked? boolean
---@field key_share? boolean

--- FOR UPDATE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param options? sa.Expr.with_for_update.Options
---@return sa.Expr
function Expr:with_for_update(options) end

--- These columns instead.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... any columns
---@return sa.Expr
function Expr:with_only_columns(...) end

--- An aggregate WITHIN GROUP (ORDER BY ...).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param ... string|sa.Expr|sa.Column order_by
---@return sa.Expr
function Expr:within_group(...) end

--- CHECK constraints: name, sqltext.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_check_constraints)
---@param table_name string
---@param schema? string
---@return table
function Inspector:get_check_constraints(table_name, schema) end

--- Columns: name, type, nullable, default.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_columns)
---@param table_name string
---@param schema? string
---@return table
function Inspector:get_columns(table_name, schema) end

--- Enum types: name, schema, labels.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_enums)
---@param schema? string
---@return table
function Inspector:get_enums(schema) end

--- Foreign keys: constrained_columns, referred_table, referred_columns.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_foreign_keys)
---@param table_name string
---@param schema? string
---@return table
function Inspector:get_foreign_keys(table_name, schema) end

--- Indexes: name, column_names, unique.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_indexes)
---@param table_name string
---@param schema? string
---@return table
function Inspector:get_indexes(table_name, schema) end

--- The primary key: name, constrained_columns.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_pk_constraint)
---@param table_name string
---@param schema? string
---@return table
function Inspector:get_pk_constraint(table_name, schema) end

--- Names of schemas.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_schema_names)
---@return table
function Inspector:get_schema_names() end

--- The table's comment: text.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_table_comment)
---@param table_name string
---@param schema? string
---@return table
function Inspector:get_table_comment(table_name, schema) end

--- Names of tables.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_table_names)
---@param schema? string
---@return table
function Inspector:get_table_names(schema) end

--- UNIQUE constraints: name, column_names.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_unique_constraints)
---@param table_name string
---@param schema? string
---@return table
function Inspector:get_unique_constraints(table_name, schema) end

--- Names of views.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.get_view_names)
---@param schema? string
---@return table
function Inspector:get_view_names(schema) end

--- Is there such an index?
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.has_index)
---@param table_name string
---@param index_name string
---@param schema? string
---@return boolean
function Inspector:has_index(table_name, index_name, schema) end

--- Is there such a table?
--- [documentation](https://docs.sqlalchemy.org/en/20/core/reflection.html#sqlalchemy.engine.reflection.Inspector.has_table)
---@param table_name string
---@param schema? string
---@return boolean
function Inspector:has_table(table_name, schema) end

--- Forgets its tables.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.MetaData)
function MetaData:clear() end

---@class sa.MetaData.create_all.Options
---@field checkfirst? boolean default true
---@field tables? any

--- Creates its tables.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.MetaData)
---@param connection? sa.Connection
---@param options? sa.MetaData.create_all.Options
function MetaData:create_all(connection, options) end

---@class sa.MetaData.drop_all.Options
---@field checkfirst? boolean default true
---@field tables? any

--- Drops its tables.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.MetaData)
---@param connection? sa.Connection
---@param options? sa.MetaData.drop_all.Options
function MetaData:drop_all(connection, options) end

---@class sa.MetaData.reflect.Options
---@field schema? string
---@field only? string[]

--- Takes the tables of the database in.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.MetaData)
---@param connection? sa.Connection
---@param options? sa.MetaData.reflect.Options
function MetaData:reflect(connection, options) end

---@class sa.ARRAY.Options
---@field dimensions? integer
---@field as_tuple? any
---@field zero_indexes? any

--- The type ARRAY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param item_type? sa.Type|fun(...): sa.Type
---@param options? sa.ARRAY.Options
---@return sa.Type
function sa.ARRAY(item_type, options) end

--- The type BIGINT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.BIGINT() end

--- The type BINARY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.BINARY(length) end

--- The type BLOB.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.BLOB(length) end

--- The type BOOLEAN.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param create_constraint? boolean
---@param name? string
---@return sa.Type
function sa.BOOLEAN(create_constraint, name) end

--- The type BigInteger.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.BigInteger() end

---@class sa.Boolean.Options
---@field _create_events? any

--- The type Boolean.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param create_constraint? boolean
---@param name? string
---@param options? sa.Boolean.Options
---@return sa.Type
function sa.Boolean(create_constraint, name, options) end

---@class sa.CHAR.Options
---@field collation? string

--- The type CHAR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.CHAR.Options
---@return sa.Type
function sa.CHAR(length, options) end

---@class sa.CLOB.Options
---@field collation? string

--- The type CLOB.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.CLOB.Options
---@return sa.Type
function sa.CLOB(length, options) end

---@class sa.CheckConstraint.Options
---@field name? string|sa.Name
---@field deferrable? boolean
---@field initially? string
---@field info? any
---@field comment? any
---@field postgresql_no_inherit? any
---@field postgresql_not_enforced? any
---@field postgresql_not_valid? any
---@field sqlite_on_conflict? any

--- A CHECK of a table or column.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param sqltext string|sa.Expr
---@param options? sa.CheckConstraint.Options
---@return sa.Item
function sa.CheckConstraint(sqltext, options) end

---@class sa.Column.Options
---@field type? sa.Type|fun(...): sa.Type
---@field type_? sa.Type|fun(...): sa.Type
---@field nullable? boolean default true
---@field primary_key? boolean default false
---@field unique? boolean default false
---@field index? boolean default false
---@field server_default? string|number|boolean|sa.Expr|sa.Item
---@field autoincrement? boolean|"auto" default "auto"
---@field comment? string
---@field key? string
---@field quote? boolean
---@field renamed_from? string
---@field server_onupdate? any
---@field default? any
---@field insert_default? any
---@field onupdate? any
---@field info? any
---@field doc? any
---@field system? any
---@field sqlite_on_conflict_not_null? any
---@field sqlite_on_conflict_primary_key? any
---@field sqlite_on_conflict_unique? any

--- A column; without a type it has that of its foreign key's target.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param name string
---@param ... sa.Type|sa.Item|fun(...): sa.Type|sa.Column.Options items
---@return sa.Column
function sa.Column(name, ...) end

--- A generated column's expression.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param sqltext string|sa.Expr
---@param persisted? boolean
---@return sa.Item
function sa.Computed(sqltext, persisted) end

--- The type DATE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.DATE() end

--- The type DATETIME.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@return sa.Type
function sa.DATETIME(timezone) end

--- SQL for op.execute; %% is %.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param sql string
---@return sa.Item
function sa.DDL(sql) end

---@class sa.DECIMAL.Options
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type DECIMAL.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param scale? integer
---@param options? sa.DECIMAL.Options
---@return sa.Type
function sa.DECIMAL(precision, scale, options) end

---@class sa.DOUBLE.Options
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type DOUBLE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param options? sa.DOUBLE.Options
---@return sa.Type
function sa.DOUBLE(precision, options) end

---@class sa.DOUBLE_PRECISION.Options
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type DOUBLE_PRECISION.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param options? sa.DOUBLE_PRECISION.Options
---@return sa.Type
function sa.DOUBLE_PRECISION(precision, options) end

--- The type Date.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.Date() end

--- The type DateTime.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@return sa.Type
function sa.DateTime(timezone) end

---@class sa.Double.Options
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type Double.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param options? sa.Double.Options
---@return sa.Type
function sa.Double(precision, options) end

---@class sa.Enum.Options
---@field name? string
---@field schema? string
---@field native_enum? boolean
---@field create_constraint? boolean default false
---@field create_type? boolean
---@field length? integer
---@field collation? string
---@field values_callable? any
---@field validate_strings? any
---@field omit_aliases? any
---@field sort_key_function? any
---@field inherit_schema? any
---@field metadata? any
---@field quote? any
---@field convert_unicode? any

--- The type Enum.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param ... string|sa.Enum.Options values
---@return sa.Type
function sa.Enum(...) end

---@class sa.FLOAT.Options
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type FLOAT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param options? sa.FLOAT.Options
---@return sa.Type
function sa.FLOAT(precision, options) end

---@class sa.Float.Options
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type Float.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param options? sa.Float.Options
---@return sa.Type
function sa.Float(precision, options) end

---@class sa.ForeignKey.Options
---@field name? string|sa.Name
---@field onupdate? string
---@field ondelete? string
---@field deferrable? boolean
---@field initially? string
---@field match? string
---@field use_alter? boolean default false
---@field link_to_name? any
---@field info? any
---@field comment? any
---@field postgresql_not_enforced? any
---@field postgresql_not_valid? any
---@field postgresql_period? any

--- A column's foreign key: "table.column".
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param column string
---@param options? sa.ForeignKey.Options
---@return sa.Item
function sa.ForeignKey(column, options) end

---@class sa.ForeignKeyConstraint.Options
---@field name? string|sa.Name
---@field onupdate? string
---@field ondelete? string
---@field deferrable? boolean
---@field initially? string
---@field match? string
---@field use_alter? boolean default false
---@field link_to_name? any
---@field info? any
---@field comment? any
---@field postgresql_not_enforced? any
---@field postgresql_not_valid? any
---@field postgresql_period? any

--- A foreign key of several columns.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param columns string[]
---@param refcolumns string[]
---@param options? sa.ForeignKeyConstraint.Options
---@return sa.Item
function sa.ForeignKeyConstraint(columns, refcolumns, options) end

--- The type INT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.INT() end

--- The type INTEGER.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.INTEGER() end

---@class sa.Identity.Options
---@field on_null? boolean
---@field start? integer
---@field increment? integer
---@field minvalue? integer
---@field maxvalue? integer
---@field nominvalue? boolean
---@field nomaxvalue? boolean
---@field cycle? boolean
---@field cache? integer
---@field order? boolean

--- GENERATED ... AS IDENTITY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param always? boolean
---@param options? sa.Identity.Options
---@return sa.Item
function sa.Identity(always, options) end

---@class sa.Index.Options
---@field unique? boolean default false
---@field quote? boolean
---@field info? any
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

--- An index of a table.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param name? string|sa.Name
---@param ... string|sa.Expr|sa.Column|sa.Index.Options columns
---@return sa.Item
function sa.Index(name, ...) end

--- The type Integer.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.Integer() end

---@class sa.Interval.Options
---@field day_precision? any

--- The type Interval.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param native? boolean
---@param second_precision? integer
---@param options? sa.Interval.Options
---@return sa.Type
function sa.Interval(native, second_precision, options) end

---@class sa.JSON.Options
---@field none_as_null? any
---@field astext_type? any

--- The type JSON.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.JSON.Options
---@return sa.Type
function sa.JSON(options) end

--- The type LargeBinary.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.LargeBinary(length) end

---@class sa.MetaData.Options
---@field naming_convention? table<string, string>
---@field schema? string
---@field info? any
---@field quote_schema? any

--- Holds the tables of models.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param options? sa.MetaData.Options
---@return sa.MetaData
function sa.MetaData(options) end

---@class sa.NCHAR.Options
---@field collation? string

--- The type NCHAR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.NCHAR.Options
---@return sa.Type
function sa.NCHAR(length, options) end

---@class sa.NUMERIC.Options
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type NUMERIC.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param scale? integer
---@param options? sa.NUMERIC.Options
---@return sa.Type
function sa.NUMERIC(precision, scale, options) end

---@class sa.NVARCHAR.Options
---@field collation? string

--- The type NVARCHAR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.NVARCHAR.Options
---@return sa.Type
function sa.NVARCHAR(length, options) end

---@class sa.Numeric.Options
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type Numeric.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param scale? integer
---@param options? sa.Numeric.Options
---@return sa.Type
function sa.Numeric(precision, scale, options) end

---@class sa.PickleType.Options
---@field protocol? any
---@field pickler? any
---@field comparator? any
---@field impl? any

--- The type PickleType.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.PickleType.Options
---@return sa.Type
function sa.PickleType(options) end

---@class sa.PrimaryKeyConstraint.Options
---@field name? string|sa.Name
---@field deferrable? boolean
---@field initially? string
---@field info? any
---@field comment? any
---@field mariadb_using? any
---@field mysql_using? any
---@field postgresql_include? any
---@field postgresql_without_overlaps? any
---@field sqlite_collate? any
---@field sqlite_on_conflict? any
---@field sqlite_order? any

--- A primary key of several columns.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param ... string|sa.PrimaryKeyConstraint.Options columns
---@return sa.Item
function sa.PrimaryKeyConstraint(...) end

---@class sa.REAL.Options
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type REAL.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param options? sa.REAL.Options
---@return sa.Type
function sa.REAL(precision, options) end

--- The type SMALLINT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.SMALLINT() end

---@class sa.Sequence.Options
---@field schema? string
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
---@field order? any
---@field optional? any
---@field quote? any
---@field metadata? any
---@field for_update? any

--- A sequence as a column's default.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param name string
---@param options? sa.Sequence.Options
---@return sa.Item
function sa.Sequence(name, options) end

--- The type SmallInteger.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.SmallInteger() end

---@class sa.String.Options
---@field collation? string

--- The type String.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.String.Options
---@return sa.Type
function sa.String(length, options) end

---@class sa.TEXT.Options
---@field collation? string

--- The type TEXT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.TEXT.Options
---@return sa.Type
function sa.TEXT(length, options) end

--- The type TIME.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@return sa.Type
function sa.TIME(timezone) end

--- The type TIMESTAMP.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@return sa.Type
function sa.TIMESTAMP(timezone) end

---@class sa.Table.Options
---@field schema? string
---@field comment? string
---@field prefixes? string[]
---@field renamed_from? string
---@field autoload_with? any
---@field info? any
---@field quote? any
---@field quote_schema? any
---@field keep_existing? any
---@field extend_existing? any
---@field include_columns? any
---@field resolve_fks? any
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

--- A table of models, or of op.create_table's kind without creating it.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param name string
---@param metadata? any
---@param ... sa.Column|sa.Item|sa.Table.Options items
---@return sa.Table
function sa.Table(name, metadata, ...) end

---@class sa.Text.Options
---@field collation? string

--- The type Text.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.Text.Options
---@return sa.Type
function sa.Text(length, options) end

--- The type Time.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@return sa.Type
function sa.Time(timezone) end

---@class sa.UUID.Options
---@field as_uuid? any

--- The type UUID.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.UUID.Options
---@return sa.Type
function sa.UUID(options) end

---@class sa.Unicode.Options
---@field collation? string

--- The type Unicode.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.Unicode.Options
---@return sa.Type
function sa.Unicode(length, options) end

---@class sa.UnicodeText.Options
---@field collation? string

--- The type UnicodeText.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.UnicodeText.Options
---@return sa.Type
function sa.UnicodeText(length, options) end

---@class sa.UniqueConstraint.Options
---@field name? string|sa.Name
---@field deferrable? boolean
---@field initially? string
---@field info? any
---@field comment? any
---@field postgresql_include? any
---@field postgresql_nulls_not_distinct? any
---@field postgresql_without_overlaps? any
---@field sqlite_collate? any
---@field sqlite_on_conflict? any
---@field sqlite_order? any

--- A UNIQUE constraint of a table.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param ... string|sa.UniqueConstraint.Options columns
---@return sa.Item
function sa.UniqueConstraint(...) end

---@class sa.Uuid.Options
---@field native_uuid? boolean
---@field as_uuid? any

--- The type Uuid.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.Uuid.Options
---@return sa.Type
function sa.Uuid(options) end

--- The type VARBINARY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.VARBINARY(length) end

---@class sa.VARCHAR.Options
---@field collation? string

--- The type VARCHAR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.VARCHAR.Options
---@return sa.Type
function sa.VARCHAR(length, options) end

--- Another name for a table or select in FROM.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.alias)
---@param selectable string|sa.Table|sa.Expr
---@param name? string
---@return sa.Expr
function sa.alias(selectable, name) end

--- ALL (array or select).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.all_)
---@param expression any
---@return sa.Expr
function sa.all_(expression) end

--- All of the conditions.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.and_)
---@param ... sa.Expr conditions
---@return sa.Expr
function sa.and_(...) end

--- ANY (array or select).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.any_)
---@param expression any
---@return sa.Expr
function sa.any_(expression) end

--- Ascending order.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.asc)
---@param expression string|sa.Expr|sa.Column
---@return sa.Expr
function sa.asc(expression) end

---@class sa.between.Options
---@field symmetric? boolean

--- low <= expression <= high.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.between)
---@param expression any
---@param low any
---@param high any
---@param options? sa.between.Options
---@return sa.Expr
function sa.between(expression, low, high, options) end

---@class sa.bindparam.Options
---@field expanding? boolean
---@field required? boolean

--- A parameter of a statement, with or without its value.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.bindparam)
---@param name string
---@param value? any
---@param type_? sa.Type|fun(...): sa.Type
---@param options? sa.bindparam.Options
---@return sa.Expr
function sa.bindparam(name, value, type_, options) end

--- ~x
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.bitwise_not)
---@param expression any
---@return sa.Expr
function sa.bitwise_not(expression) end

---@class sa.case.Options
---@field else_? any
---@field value? any

--- CASE: { condition, result }..., or { value = result, ... } with the option "value".
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.case)
---@param ... table|sa.case.Options whens
---@return sa.Expr
function sa.case(...) end

--- CAST (expression AS type).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.cast)
---@param expression any
---@param type_ sa.Type|fun(...): sa.Type
---@return sa.Expr
function sa.cast(expression, type_) end

--- The expression under a collation.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.collate)
---@param expression string|sa.Expr|sa.Column
---@param collation string
---@return sa.Expr
function sa.collate(expression, collation) end

---@class sa.column.Options
---@field is_literal? boolean

--- A column by its name.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.column)
---@param name string
---@param type_? sa.Type|fun(...): sa.Type
---@param options? sa.column.Options
---@return sa.Expr
function sa.column(name, type_, options) end

--- A DELETE of a table.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.delete)
---@param table sa.Table
---@return sa.Expr
function sa.delete(table) end

--- Descending order.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.desc)
---@param expression string|sa.Expr|sa.Column
---@return sa.Expr
function sa.desc(expression) end

--- DISTINCT of an expression, for aggregates.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.distinct)
---@param expression string|sa.Expr|sa.Column
---@return sa.Expr
function sa.distinct(expression) end

--- EXCEPT of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.except_)
---@param ... sa.Expr selects
---@return sa.Expr
function sa.except_(...) end

--- EXCEPT ALL of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.except_all)
---@param ... sa.Expr selects
---@return sa.Expr
function sa.except_all(...) end

--- EXISTS (select).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.exists)
---@param select? sa.Expr
---@return sa.Expr
function sa.exists(select) end

--- EXTRACT(field FROM it).
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.extract)
---@param field string
---@param expression any
---@return sa.Expr
function sa.extract(field, expression) end

--- An INSERT into a table.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.insert)
---@param table sa.Table
---@return sa.Expr
function sa.insert(table) end

--- Asks the database what it holds.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param connection sa.Connection
---@return sa.Inspector
function sa.inspect(connection) end

--- INTERSECT of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.intersect)
---@param ... sa.Expr selects
---@return sa.Expr
function sa.intersect(...) end

--- INTERSECT ALL of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.intersect_all)
---@param ... sa.Expr selects
---@return sa.Expr
function sa.intersect_all(...) end

---@class sa.join.Options
---@field isouter? boolean default false
---@field full? boolean default false

--- A join, for :select_from().
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.join)
---@param left string|sa.Table|sa.Expr
---@param target string|sa.Table|sa.Expr
---@param onclause sa.Expr
---@param options? sa.join.Options
---@return sa.Expr
function sa.join(left, target, onclause, options) end

--- Names it in a SELECT: AS name.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.label)
---@param name string
---@param element any
---@return sa.Expr
function sa.label(name, element) end

--- A select in FROM that may read the tables before it.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.lateral)
---@param select sa.Expr
---@param name? string
---@return sa.Expr
function sa.lateral(select, name) end

--- A plain value as an expression.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.literal)
---@param value? any
---@param type_? sa.Type|fun(...): sa.Type
---@return sa.Expr
function sa.literal(value, type_) end

--- SQL text as an expression.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.literal_column)
---@param sql string
---@param type_? sa.Type|fun(...): sa.Type
---@return sa.Expr
function sa.literal_column(sql, type_) end

---@class sa.mysql.BIGINT.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false

--- The type BIGINT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param display_width? integer
---@param options? sa.mysql.BIGINT.Options
---@return sa.Type
function sa.mysql.BIGINT(display_width, options) end

--- The type BINARY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.mysql.BINARY(length) end

--- The type BIT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.mysql.BIT(length) end

--- The type BLOB.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.mysql.BLOB(length) end

--- The type BOOLEAN.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.mysql.BOOLEAN() end

---@class sa.mysql.CHAR.Options
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean

--- The type CHAR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.mysql.CHAR.Options
---@return sa.Type
function sa.mysql.CHAR(length, options) end

--- The type DATE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.mysql.DATE() end

--- The type DATETIME.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@param fsp? integer
---@return sa.Type
function sa.mysql.DATETIME(timezone, fsp) end

---@class sa.mysql.DECIMAL.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type DECIMAL.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param scale? integer
---@param options? sa.mysql.DECIMAL.Options
---@return sa.Type
function sa.mysql.DECIMAL(precision, scale, options) end

---@class sa.mysql.DOUBLE.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type DOUBLE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param scale? integer
---@param options? sa.mysql.DOUBLE.Options
---@return sa.Type
function sa.mysql.DOUBLE(precision, scale, options) end

---@class sa.mysql.ENUM.Options
---@field name? string
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean
---@field create_constraint? boolean default false
---@field strict? any

--- The type ENUM.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param ... string|sa.mysql.ENUM.Options values
---@return sa.Type
function sa.mysql.ENUM(...) end

---@class sa.mysql.FLOAT.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type FLOAT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param scale? integer
---@param options? sa.mysql.FLOAT.Options
---@return sa.Type
function sa.mysql.FLOAT(precision, scale, options) end

---@class sa.mysql.INTEGER.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false

--- The type INTEGER.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param display_width? integer
---@param options? sa.mysql.INTEGER.Options
---@return sa.Type
function sa.mysql.INTEGER(display_width, options) end

---@class sa.mysql.JSON.Options
---@field none_as_null? any
---@field astext_type? any

--- The type JSON.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.mysql.JSON.Options
---@return sa.Type
function sa.mysql.JSON(options) end

--- The type LONGBLOB.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.mysql.LONGBLOB() end

---@class sa.mysql.LONGTEXT.Options
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean

--- The type LONGTEXT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.mysql.LONGTEXT.Options
---@return sa.Type
function sa.mysql.LONGTEXT(options) end

--- The type MEDIUMBLOB.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.mysql.MEDIUMBLOB() end

---@class sa.mysql.MEDIUMINT.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false

--- The type MEDIUMINT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param display_width? integer
---@param options? sa.mysql.MEDIUMINT.Options
---@return sa.Type
function sa.mysql.MEDIUMINT(display_width, options) end

---@class sa.mysql.MEDIUMTEXT.Options
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean

--- The type MEDIUMTEXT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.mysql.MEDIUMTEXT.Options
---@return sa.Type
function sa.mysql.MEDIUMTEXT(options) end

---@class sa.mysql.NCHAR.Options
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean

--- The type NCHAR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.mysql.NCHAR.Options
---@return sa.Type
function sa.mysql.NCHAR(length, options) end

---@class sa.mysql.NUMERIC.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type NUMERIC.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param scale? integer
---@param options? sa.mysql.NUMERIC.Options
---@return sa.Type
function sa.mysql.NUMERIC(precision, scale, options) end

---@class sa.mysql.NVARCHAR.Options
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean

--- The type NVARCHAR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.mysql.NVARCHAR.Options
---@return sa.Type
function sa.mysql.NVARCHAR(length, options) end

---@class sa.mysql.REAL.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false
---@field asdecimal? any
---@field decimal_return_scale? any

--- The type REAL.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param precision? integer
---@param scale? integer
---@param options? sa.mysql.REAL.Options
---@return sa.Type
function sa.mysql.REAL(precision, scale, options) end

---@class sa.mysql.SET.Options
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean
---@field retrieve_as_bitwise? any

--- The type SET.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param ... string|sa.mysql.SET.Options values
---@return sa.Type
function sa.mysql.SET(...) end

---@class sa.mysql.SMALLINT.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false

--- The type SMALLINT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param display_width? integer
---@param options? sa.mysql.SMALLINT.Options
---@return sa.Type
function sa.mysql.SMALLINT(display_width, options) end

---@class sa.mysql.TEXT.Options
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean

--- The type TEXT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.mysql.TEXT.Options
---@return sa.Type
function sa.mysql.TEXT(length, options) end

--- The type TIME.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@param fsp? integer
---@return sa.Type
function sa.mysql.TIME(timezone, fsp) end

--- The type TIMESTAMP.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@param fsp? integer
---@return sa.Type
function sa.mysql.TIMESTAMP(timezone, fsp) end

--- The type TINYBLOB.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.mysql.TINYBLOB() end

---@class sa.mysql.TINYINT.Options
---@field unsigned? boolean default false
---@field zerofill? boolean default false

--- The type TINYINT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param display_width? integer
---@param options? sa.mysql.TINYINT.Options
---@return sa.Type
function sa.mysql.TINYINT(display_width, options) end

---@class sa.mysql.TINYTEXT.Options
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean

--- The type TINYTEXT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.mysql.TINYTEXT.Options
---@return sa.Type
function sa.mysql.TINYTEXT(options) end

--- The type VARBINARY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.mysql.VARBINARY(length) end

---@class sa.mysql.VARCHAR.Options
---@field charset? string
---@field collation? string
---@field binary? boolean
---@field ascii? boolean
---@field unicode? boolean
---@field national? boolean

--- The type VARCHAR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.mysql.VARCHAR.Options
---@return sa.Type
function sa.mysql.VARCHAR(length, options) end

--- The type YEAR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param display_width? integer
---@return sa.Type
function sa.mysql.YEAR(display_width) end

--- An INSERT that may have ON DUPLICATE KEY UPDATE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.insert)
---@param table sa.Table
---@return sa.Expr
function sa.mysql.insert(table) end

--- The contrary of a condition.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.not_)
---@param condition sa.Expr
---@return sa.Expr
function sa.not_(condition) end

--- NULLS FIRST.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.nulls_first)
---@param expression string|sa.Expr|sa.Column
---@return sa.Expr
function sa.nulls_first(expression) end

--- NULLS LAST.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.nulls_last)
---@param expression string|sa.Expr|sa.Column
---@return sa.Expr
function sa.nulls_last(expression) end

--- One of the conditions.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.or_)
---@param ... sa.Expr conditions
---@return sa.Expr
function sa.or_(...) end

---@class sa.outerjoin.Options
---@field isouter? boolean default false
---@field full? boolean default false

--- A left outer join, for :select_from().
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.outerjoin)
---@param left string|sa.Table|sa.Expr
---@param target string|sa.Table|sa.Expr
---@param onclause sa.Expr
---@param options? sa.outerjoin.Options
---@return sa.Expr
function sa.outerjoin(left, target, onclause, options) end

---@class sa.over.Options
---@field partition_by? any
---@field order_by? any
---@field range_? any
---@field rows? any
---@field groups? any

--- A function over a window.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.over)
---@param element any
---@param options? sa.over.Options
---@return sa.Expr
function sa.over(element, options) end

---@class sa.postgresql.ARRAY.Options
---@field dimensions? integer
---@field as_tuple? any
---@field zero_indexes? any

--- The type ARRAY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param item_type? sa.Type|fun(...): sa.Type
---@param options? sa.postgresql.ARRAY.Options
---@return sa.Type
function sa.postgresql.ARRAY(item_type, options) end

---@class sa.postgresql.BIT.Options
---@field varying? boolean default false

--- The type BIT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.postgresql.BIT.Options
---@return sa.Type
function sa.postgresql.BIT(length, options) end

--- The type BYTEA.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.postgresql.BYTEA(length) end

--- The type CIDR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.CIDR() end

---@class sa.postgresql.CITEXT.Options
---@field collation? string

--- The type CITEXT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@param options? sa.postgresql.CITEXT.Options
---@return sa.Type
function sa.postgresql.CITEXT(length, options) end

--- The type DATEMULTIRANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.DATEMULTIRANGE() end

--- The type DATERANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.DATERANGE() end

---@class sa.postgresql.DOMAIN.Options
---@field schema? string
---@field collation? string
---@field default? string
---@field constraint_name? string
---@field not_null? boolean default false
---@field check? string
---@field create_type? boolean
---@field metadata? any
---@field inherit_schema? any
---@field quote? any

--- The type DOMAIN.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param name? string
---@param data_type? sa.Type|fun(...): sa.Type
---@param options? sa.postgresql.DOMAIN.Options
---@return sa.Type
function sa.postgresql.DOMAIN(name, data_type, options) end

---@class sa.postgresql.ENUM.Options
---@field name? string
---@field schema? string
---@field create_type? boolean
---@field native_enum? boolean
---@field create_constraint? boolean default false
---@field length? integer
---@field values_callable? any
---@field validate_strings? any
---@field omit_aliases? any
---@field sort_key_function? any
---@field inherit_schema? any
---@field metadata? any
---@field quote? any
---@field convert_unicode? any

--- The type ENUM.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param ... string|sa.postgresql.ENUM.Options values
---@return sa.Type
function sa.postgresql.ENUM(...) end

---@class sa.postgresql.ExcludeConstraint.Options
---@field name? string|sa.Name
---@field where? string|sa.Expr
---@field using? string default "gist"
---@field ops? table<string, string>
---@field deferrable? boolean
---@field initially? string
---@field info? any

--- An EXCLUDE constraint: { column, operator }...
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param ... table|sa.postgresql.ExcludeConstraint.Options elements
---@return sa.Item
function sa.postgresql.ExcludeConstraint(...) end

---@class sa.postgresql.HSTORE.Options
---@field text_type? any

--- The type HSTORE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.postgresql.HSTORE.Options
---@return sa.Type
function sa.postgresql.HSTORE(options) end

--- The type INET.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.INET() end

--- The type INT4MULTIRANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.INT4MULTIRANGE() end

--- The type INT4RANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.INT4RANGE() end

--- The type INT8MULTIRANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.INT8MULTIRANGE() end

--- The type INT8RANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.INT8RANGE() end

--- The type INTERVAL.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param fields? string
---@param precision? integer
---@return sa.Type
function sa.postgresql.INTERVAL(fields, precision) end

---@class sa.postgresql.JSON.Options
---@field none_as_null? any
---@field astext_type? any

--- The type JSON.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.postgresql.JSON.Options
---@return sa.Type
function sa.postgresql.JSON(options) end

---@class sa.postgresql.JSONB.Options
---@field none_as_null? any
---@field astext_type? any

--- The type JSONB.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.postgresql.JSONB.Options
---@return sa.Type
function sa.postgresql.JSONB(options) end

--- The type JSONPATH.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.JSONPATH() end

--- The type MACADDR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.MACADDR() end

--- The type MACADDR8.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.MACADDR8() end

--- The type MONEY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.MONEY() end

--- The type NUMMULTIRANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.NUMMULTIRANGE() end

--- The type NUMRANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.NUMRANGE() end

--- The type OID.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.OID() end

--- The type REGCLASS.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.REGCLASS() end

--- The type REGCONFIG.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.REGCONFIG() end

---@class sa.postgresql.TIME.Options
---@field precision? integer

--- The type TIME.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@param options? sa.postgresql.TIME.Options
---@return sa.Type
function sa.postgresql.TIME(timezone, options) end

---@class sa.postgresql.TIMESTAMP.Options
---@field precision? integer

--- The type TIMESTAMP.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param timezone? boolean
---@param options? sa.postgresql.TIMESTAMP.Options
---@return sa.Type
function sa.postgresql.TIMESTAMP(timezone, options) end

--- The type TSMULTIRANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.TSMULTIRANGE() end

--- The type TSQUERY.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.TSQUERY() end

--- The type TSRANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.TSRANGE() end

--- The type TSTZMULTIRANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.TSTZMULTIRANGE() end

--- The type TSTZRANGE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.TSTZRANGE() end

--- The type TSVECTOR.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.TSVECTOR() end

---@class sa.postgresql.UUID.Options
---@field as_uuid? any

--- The type UUID.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.postgresql.UUID.Options
---@return sa.Type
function sa.postgresql.UUID(options) end

--- The type VARBIT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param length? integer
---@return sa.Type
function sa.postgresql.VARBIT(length) end

--- The type XML.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@return sa.Type
function sa.postgresql.XML() end

--- An argument of an aggregate, in an order.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.aggregate_order_by)
---@param expression any
---@param ... string|sa.Expr|sa.Column order_by
---@return sa.Expr
function sa.postgresql.aggregate_order_by(expression, ...) end

--- ARRAY[...] of expressions.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.array)
---@param items any
---@param type_? sa.Type|fun(...): sa.Type
---@return sa.Expr
function sa.postgresql.array(items, type_) end

--- An INSERT that may have ON CONFLICT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.insert)
---@param table sa.Table
---@return sa.Expr
function sa.postgresql.insert(table) end

---@class sa.schema.CreateSchema.Options
---@field if_not_exists? boolean default false

--- CREATE SCHEMA, for op.execute.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param name string
---@param options? sa.schema.CreateSchema.Options
---@return sa.Item
function sa.schema.CreateSchema(name, options) end

---@class sa.schema.CreateSequence.Options
---@field if_not_exists? boolean default false

--- CREATE SEQUENCE, for op.execute.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param element any
---@param options? sa.schema.CreateSequence.Options
---@return sa.Item
function sa.schema.CreateSequence(element, options) end

---@class sa.schema.CreateTable.Options
---@field if_not_exists? boolean default false

--- CREATE TABLE of a table, for op.execute.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param element sa.Table
---@param options? sa.schema.CreateTable.Options
---@return sa.Item
function sa.schema.CreateTable(element, options) end

---@class sa.schema.DropSchema.Options
---@field if_exists? boolean default false
---@field cascade? boolean default false

--- DROP SCHEMA, for op.execute.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param name string
---@param options? sa.schema.DropSchema.Options
---@return sa.Item
function sa.schema.DropSchema(name, options) end

---@class sa.schema.DropSequence.Options
---@field if_exists? boolean default false

--- DROP SEQUENCE, for op.execute.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param element any
---@param options? sa.schema.DropSequence.Options
---@return sa.Item
function sa.schema.DropSequence(element, options) end

---@class sa.schema.DropTable.Options
---@field if_exists? boolean default false

--- DROP TABLE of a table, for op.execute.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/constraints.html)
---@param element sa.Table
---@param options? sa.schema.DropTable.Options
---@return sa.Item
function sa.schema.DropTable(element, options) end

--- A SELECT of columns, expressions, tables.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.select)
---@param ... any columns
---@return sa.Expr
function sa.select(...) end

---@class sa.sqlite.DATE.Options
---@field storage_format? any
---@field regexp? any
---@field truncate_microseconds? any

--- The type DATE.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.sqlite.DATE.Options
---@return sa.Type
function sa.sqlite.DATE(options) end

---@class sa.sqlite.DATETIME.Options
---@field timezone? boolean default false
---@field storage_format? any
---@field regexp? any
---@field truncate_microseconds? any

--- The type DATETIME.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.sqlite.DATETIME.Options
---@return sa.Type
function sa.sqlite.DATETIME(options) end

---@class sa.sqlite.JSON.Options
---@field none_as_null? any
---@field astext_type? any

--- The type JSON.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.sqlite.JSON.Options
---@return sa.Type
function sa.sqlite.JSON(options) end

---@class sa.sqlite.TIME.Options
---@field timezone? boolean default false
---@field storage_format? any
---@field regexp? any
---@field truncate_microseconds? any

--- The type TIME.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param options? sa.sqlite.TIME.Options
---@return sa.Type
function sa.sqlite.TIME(options) end

--- An INSERT that may have ON CONFLICT.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.insert)
---@param table sa.Table
---@return sa.Expr
function sa.sqlite.insert(table) end

---@class sa.table.Options
---@field schema? string

--- A table by its name and those of its columns, for statements.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/selectable.html)
---@param name string
---@param ... sa.Expr|sa.Column|sa.table.Options columns
---@return sa.Table
function sa.table(name, ...) end

--- SQL text; :name is a parameter.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.text)
---@param sql string
---@return sa.Expr
function sa.text(sql) end

--- A row of values.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.tuple_)
---@param ... any items
---@return sa.Expr
function sa.tuple_(...) end

--- The expression, taken for another type.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.type_coerce)
---@param expression any
---@param type_ sa.Type|fun(...): sa.Type
---@return sa.Expr
function sa.type_coerce(expression, type_) end

--- UNION of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.union)
---@param ... sa.Expr selects
---@return sa.Expr
function sa.union(...) end

--- UNION ALL of selects.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.union_all)
---@param ... sa.Expr selects
---@return sa.Expr
function sa.union_all(...) end

--- An UPDATE of a table.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.update)
---@param table sa.Table
---@return sa.Expr
function sa.update(table) end

---@class sa.values.Options
---@field name? string

--- Rows in FROM: sa.values(columns..., { name = "v" }):data{ rows }.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.values)
---@param ... sa.Expr|sa.Column|sa.values.Options columns
---@return sa.Expr
function sa.values(...) end

--- Another name in FROM.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table)
---@param name? string
---@return sa.Expr
function Table:alias(name) end

---@class sa.Table.create.Options
---@field checkfirst? boolean

--- Creates it.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table)
---@param connection? sa.Connection
---@param options? sa.Table.create.Options
function Table:create(connection, options) end

--- A DELETE of it.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table)
---@return sa.Expr
function Table:delete() end

---@class sa.Table.drop.Options
---@field checkfirst? boolean

--- Drops it.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table)
---@param connection? sa.Connection
---@param options? sa.Table.drop.Options
function Table:drop(connection, options) end

--- An INSERT into it.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table)
---@return sa.Expr
function Table:insert() end

---@class sa.Table.join.Options
---@field isouter? boolean default false
---@field full? boolean default false

--- JOIN target ON condition.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table)
---@param target string|sa.Table|sa.Expr
---@param onclause sa.Expr
---@param options? sa.Table.join.Options
---@return sa.Expr
function Table:join(target, onclause, options) end

---@class sa.Table.outerjoin.Options
---@field isouter? boolean default false
---@field full? boolean default false

--- LEFT OUTER JOIN target ON condition.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table)
---@param target string|sa.Table|sa.Expr
---@param onclause sa.Expr
---@param options? sa.Table.outerjoin.Options
---@return sa.Expr
function Table:outerjoin(target, onclause, options) end

--- A SELECT of all its columns.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table)
---@return sa.Expr
function Table:select() end

--- An UPDATE of it.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Table)
---@return sa.Expr
function Table:update() end

---@class sa.Type.create.Options
---@field checkfirst? boolean

--- Creates the enum type.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param connection? sa.Connection
---@param options? sa.Type.create.Options
function Type:create(connection, options) end

---@class sa.Type.drop.Options
---@field checkfirst? boolean

--- Drops the enum type.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param connection? sa.Connection
---@param options? sa.Type.drop.Options
function Type:drop(connection, options) end

--- Another type on the dialects named.
--- [documentation](https://docs.sqlalchemy.org/en/20/core/type_basics.html)
---@param type_ sa.Type|fun(...): sa.Type
---@param ... string dialects
---@return sa.Type
function Type:with_variant(type_, ...) end

return sa
