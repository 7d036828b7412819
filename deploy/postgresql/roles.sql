-- The two users of the bot's database. Run once, as a superuser, connected to that database:
--
--     psql --dbname kneecheck --file roles.sql
--
-- kneecheck_migrate makes and changes the tables (`kneecheck migrate`); kneecheck_run reads and
-- writes rows and nothing else (`kneecheck run`, `kneecheck serve`). Their passwords are set apart,
-- with `\password kneecheck_run` in psql, so that they are in no file.

CREATE ROLE kneecheck_migrate LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
CREATE ROLE kneecheck_run LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;

-- Nobody gets in, or makes anything, only because the server knows them.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO kneecheck_migrate, kneecheck_run', current_database()
    );
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO kneecheck_migrate;
GRANT USAGE ON SCHEMA public TO kneecheck_run;

-- Whatever a migration makes, now or later, the bot may use.
ALTER DEFAULT PRIVILEGES FOR ROLE kneecheck_migrate IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kneecheck_run;
ALTER DEFAULT PRIVILEGES FOR ROLE kneecheck_migrate IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO kneecheck_run;

-- A statement that hangs gives up before the bot does; a forgotten transaction holds up nobody.
ALTER ROLE kneecheck_run SET statement_timeout = '30s';
ALTER ROLE kneecheck_run SET idle_in_transaction_session_timeout = '60s';
