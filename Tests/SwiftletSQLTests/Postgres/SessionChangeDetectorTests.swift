import Testing

@testable import SwiftletSQL

@Suite struct SessionChangeDetectorTests {
    @Test(arguments: [
        "SET search_path TO app", "set  TimeZone = 'UTC'", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET ROLE reader", "/* why */ SET app.user = '1'", "-- why\nSET \"app.user\" = '1'", "RESET ALL",
        "LISTEN news", "LOAD 'auto_explain'", "PREPARE one AS SELECT 1", "PREPARE \"One\" (int) AS SELECT $1",
        "DEALLOCATE ALL", "DISCARD PLANS",
        "DO $$ BEGIN PERFORM 1; END $$", "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
        "CREATE TEMP TABLE t (id int)", "create local temporary table t (id int)",
        "CREATE OR REPLACE TEMP VIEW v AS SELECT 1", "CREATE TEMPORARY SEQUENCE s", "CREATE TABLE pg_temp.t (id int)",
        "SELECT 1 AS a INTO TEMP t", "WITH w AS (SELECT 1 AS a) SELECT a INTO TEMPORARY TABLE t FROM w",
        "SELECT pg_advisory_lock(1)", "SELECT pg_try_advisory_lock_shared($1, $2)",
        "SELECT set_config('app.user', $1, false)", "SELECT set_config('app.user', lower(true::text), $1)",
        "SELECT set_config('a', $1, true), set_config('b', $2, false)", "SELECT \"set_config\"('a', $1, false)",
        "SELECT pg_catalog.\"set_config\"('a', $1, false)", "SELECT set_config('a', 'b', NOT TRUE)",
        "SELECT set_config('a', 'b', true = false)", "CREATE TABLE \"pg_temp\".t (id int)",
        "SELECT \"pg_advisory_lock\"(1)", "SELECT setseed(0.5)", "SELECT set_limit(0.3)",
    ])
    func `statements that modify the session are detected`(_ text: String) {
        #expect(SessionChangeDetector.modifiesSession(text))
    }

    @Test(arguments: [
        "", "SELECT 1", "UPDATE t SET listen = 1", "SET LOCAL search_path TO app", "SET TRANSACTION READ ONLY",
        "SET CONSTRAINTS ALL DEFERRED", "BEGIN", "PREPARE TRANSACTION 'one'", "DECLARE c CURSOR FOR SELECT 1",
        "SELECT temp FROM readings", "CREATE TABLE temp (id int)", "CREATE TABLE readings (temp int)",
        "CREATE UNIQUE INDEX temp ON readings (temp)", "INSERT INTO readings (temp) VALUES ($1)",
        "SELECT 'SET a', \"LISTEN\", $$DO$$ FROM t -- LISTEN", "SELECT pg_advisory_xact_lock(1)",
        "SELECT set_config('app.user', $1, true)", "SELECT set_config('app.user', concat('a', $1), TRUE) AS x",
        "INSERT INTO t (load, reset) VALUES ($1, $2)", "SELECT do FROM prepare",
        "SELECT \"SET_CONFIG\"('a', 'b', false)", "SELECT \"set_config\"('a', $1, true)",
        "SELECT set_config('a', coalesce($1, 'x'), true), 1", "SELECT 'pg_temp', 'setseed', \"set\" FROM t",
    ])
    func `statements that do not modify the session are not detected`(_ text: String) {
        #expect(!SessionChangeDetector.modifiesSession(text))
    }
}
