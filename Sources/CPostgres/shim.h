#pragma once

#include <libpq-fe.h>

// The field codes of `PQresultErrorField` are character literals in macros, which Swift imports as no useful type.
static inline int cpostgres_field_sqlstate(void) { return PG_DIAG_SQLSTATE; }
static inline int cpostgres_field_message(void) { return PG_DIAG_MESSAGE_PRIMARY; }
static inline int cpostgres_field_table(void) { return PG_DIAG_TABLE_NAME; }
static inline int cpostgres_field_column(void) { return PG_DIAG_COLUMN_NAME; }
static inline int cpostgres_field_constraint(void) { return PG_DIAG_CONSTRAINT_NAME; }
static inline int cpostgres_field_context(void) { return PG_DIAG_CONTEXT; }
static inline int cpostgres_field_source_function(void) { return PG_DIAG_SOURCE_FUNCTION; }
static inline int cpostgres_field_position(void) { return PG_DIAG_STATEMENT_POSITION; }

// Closing a prepared statement by the protocol came with libpq 17. Returns -1 where libpq is older, otherwise what
// `PQsendClosePrepared` returns.
static inline int cpostgres_send_close_prepared(PGconn *connection, const char *name) {
#ifdef LIBPQ_HAS_CLOSE_PREPARED
    return PQsendClosePrepared(connection, name);
#else
    (void)connection;
    (void)name;
    return -1;
#endif
}
