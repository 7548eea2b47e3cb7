-- What a Ruby web framework makes of its migrations.
CREATE TYPE order_status AS ENUM ('pending', 'paid', 'shipped');
CREATE TABLE schema_migrations (version character varying NOT NULL PRIMARY KEY);
CREATE TABLE ar_internal_metadata (key character varying NOT NULL PRIMARY KEY, value character varying, created_at timestamp(6) without time zone NOT NULL, updated_at timestamp(6) without time zone NOT NULL);
CREATE TABLE users (
  id bigserial PRIMARY KEY, email character varying DEFAULT ''::character varying NOT NULL, sign_in_count integer DEFAULT 0 NOT NULL, current_sign_in_ip inet,
  roles character varying[] DEFAULT '{}'::character varying[], preferences jsonb DEFAULT '{}'::jsonb NOT NULL, latitude numeric(10,6), admin boolean DEFAULT false,
  time_zone character varying DEFAULT 'UTC'::character varying, locked_at timestamp(6) without time zone, deleted_at timestamp(6) without time zone,
  legacy_id uuid DEFAULT gen_random_uuid(), birthday date, created_at timestamp(6) without time zone NOT NULL);
CREATE UNIQUE INDEX index_users_on_email ON users USING btree (email);
CREATE UNIQUE INDEX index_users_on_lower_email ON users USING btree (lower((email)::text)) WHERE (deleted_at IS NULL);
CREATE INDEX index_users_on_preferences ON users USING gin (preferences);
CREATE INDEX index_users_on_roles ON users USING gin (roles);
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL, status order_status DEFAULT 'pending'::order_status NOT NULL, total_cents integer DEFAULT 0 NOT NULL, currency character varying(3) DEFAULT 'EUR'::character varying NOT NULL, number character varying NOT NULL, placed_on date DEFAULT CURRENT_DATE, CONSTRAINT total_positive CHECK ((total_cents >= 0)));
ALTER TABLE ONLY orders ADD CONSTRAINT fk_rails_f868b47f6a FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;
CREATE INDEX index_orders_on_user_id ON orders USING btree (user_id);
CREATE INDEX index_orders_on_user_id_and_placed_on ON orders USING btree (user_id, placed_on DESC NULLS LAST);
CREATE UNIQUE INDEX index_orders_on_number ON orders (number text_pattern_ops);
CREATE TABLE orders_tags (order_id bigint NOT NULL, tag character varying(40) NOT NULL);
CREATE UNIQUE INDEX index_orders_tags ON orders_tags (order_id, tag);
