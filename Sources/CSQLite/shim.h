#pragma once

#include <sqlite3.h>
#include <sys/vfs.h>

/// Turns a boolean connection option on or off. `sqlite3_db_config` is variadic, which Swift cannot call.
static inline int csqlite_configure(sqlite3 *database, int option, int enabled) {
    return sqlite3_db_config(database, option, enabled, (int *)0);
}

/// Binds a copy of the text. `SQLITE_TRANSIENT` is a cast of -1 to a function pointer, which Swift does not import.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length) {
    return sqlite3_bind_text64(statement, index, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds a copy of the bytes, for the same reason. A null pointer would bind NULL, so an empty blob is bound as one.
static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length) {
    if (length == 0) {
        return sqlite3_bind_zeroblob(statement, index, 0);
    }
    return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}

/// Tells the kind of the file system that holds a file, see statfs(2), and whether it is mounted read-only. Swift's Glibc
/// module lacks `statfs`.
static inline int csqlite_file_system(const char *path, unsigned long long *kind, int *is_read_only) {
    struct statfs status;
    if (statfs(path, &status) != 0) {
        return -1;
    }
    *kind = (unsigned long long)status.f_type;
    *is_read_only = (status.f_flags & 1 /* ST_RDONLY */) != 0;
    return 0;
}
