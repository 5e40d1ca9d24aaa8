extension SQLError {
    /// A kind of failure.
    ///
    /// More codes may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name of the code.
        public let description: String

        private init(_ name: String) {
            description = name
        }

        /// A unique or primary key constraint was violated.
        public static let uniqueViolation = Code("uniqueViolation")
        /// A foreign key constraint was violated: the referenced row is missing, or the row is still referenced.
        public static let foreignKeyViolation = Code("foreignKeyViolation")
        /// A NOT NULL constraint was violated.
        public static let notNullViolation = Code("notNullViolation")
        /// A check constraint was violated.
        public static let checkViolation = Code("checkViolation")
        /// An exclusion constraint of PostgreSQL was violated.
        public static let exclusionViolation = Code("exclusionViolation")
        /// Two transactions could not be serialized.
        ///
        /// Retry the transaction.
        public static let serializationFailure = Code("serializationFailure")
        /// Two transactions were deadlocked.
        ///
        /// Retry the transaction.
        public static let deadlock = Code("deadlock")
        /// Timed out waiting for a lock, or SQLite's file is locked by another process.
        public static let busy = Code("busy")

        /// The statement is not valid SQL, or refers to an object that does not exist.
        public static let invalidStatement = Code("invalidStatement")
        /// PostgreSQL could not run a prepared statement of this connection: the schema has changed, or a pooler has moved
        /// the connection to a server that does not have the statement.
        ///
        /// It had no effect. Outside of a transaction it was prepared and sent again, and failed again. Inside of a
        /// transaction, the transaction has failed: retry it.
        public static let stalePlan = Code("stalePlan")
        /// The user lacks the privilege.
        public static let insufficientPrivilege = Code("insufficientPrivilege")
        /// A value does not fit its type or the column.
        public static let invalidValue = Code("invalidValue")
        /// Text contains a NUL, which no database can store.
        ///
        /// It was not sent.
        public static let invalidText = Code("invalidText")
        /// The driver does not support the operation.
        public static let unsupported = Code("unsupported")
        /// The database or the transaction is read-only.
        public static let readOnly = Code("readOnly")
        /// The disk is full, or the database has reached its maximum size.
        public static let diskFull = Code("diskFull")
        /// The server lacks memory or connections.
        public static let insufficientResources = Code("insufficientResources")
        /// The database's files cannot be read or written, or are damaged.
        public static let storageFailure = Code("storageFailure")

        /// The statement exceeded its deadline and was cancelled on the server.
        public static let timeout = Code("timeout")
        /// The server cancelled the statement by itself.
        public static let cancelledByServer = Code("cancelledByServer")
        /// Timed out waiting for a connection of the pool.
        public static let acquireTimeout = Code("acquireTimeout")
        /// The pool is closed.
        public static let closed = Code("closed")
        /// The connection could not be established.
        ///
        /// Nothing was sent.
        public static let connectionFailed = Code("connectionFailed")
        /// The server rejected the user.
        ///
        /// Nothing was sent.
        public static let authenticationFailed = Code("authenticationFailed")
        /// The connection broke while a statement was in flight: it may or may not have run.
        public static let connectionLost = Code("connectionLost")

        /// The deadline passed, or the connection broke, during a commit: the transaction may or may not have been
        /// committed.
        ///
        /// Check the data before you retry.
        public static let commitOutcomeUnknown = Code("commitOutcomeUnknown")
        /// The database rolled back the transaction because a statement in it had failed.
        public static let transactionAborted = Code("transactionAborted")
        /// The transaction has already been committed or rolled back.
        public static let transactionClosed = Code("transactionClosed")

        /// A column could not be decoded to the requested type.
        public static let decodingFailed = Code("decodingFailed")
        /// A row has no such column.
        public static let missingColumn = Code("missingColumn")
        /// A result has no row although one was expected.
        public static let noRows = Code("noRows")
        /// A result has several rows although one was expected.
        public static let tooManyRows = Code("tooManyRows")

        /// The URL of the database is not valid.
        public static let invalidURL = Code("invalidURL")
        /// The migrations in code conflict with those recorded in the database.
        public static let migrationConflict = Code("migrationConflict")
        /// A statement of a migration failed, and the migration was rolled back.
        public static let migrationFailed = Code("migrationFailed")
        /// Another error of the database; see the SQLSTATE.
        public static let other = Code("other")
    }
}
