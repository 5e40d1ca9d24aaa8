#pragma once

#include <libpq-fe.h>

// The field codes of `PQresultErrorField` are character literals in macros, which Swift imports as no useful type.
static inline int cpostgres_field_severity(void) { return PG_DIAG_SEVERITY_NONLOCALIZED; }
static inline int cpostgres_field_sqlstate(void) { return PG_DIAG_SQLSTATE; }
static inline int cpostgres_field_message(void) { return PG_DIAG_MESSAGE_PRIMARY; }
static inline int cpostgres_field_table(void) { return PG_DIAG_TABLE_NAME; }
static inline int cpostgres_field_column(void) { return PG_DIAG_COLUMN_NAME; }
static inline int cpostgres_field_constraint(void) { return PG_DIAG_CONSTRAINT_NAME; }
