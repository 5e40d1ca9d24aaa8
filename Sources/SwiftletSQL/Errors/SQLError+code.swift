extension SQLError {
    /// What kind of failure it is.
    ///
    /// The set is open: more may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name of the code.
        public let description: String

        private init(_ name: String) {
            description = name
        }

        /// A unique or primary key exists already.
        public static let uniqueViolation = Code("uniqueViolation")
        /// A foreign key points to nothing, or something still points here.
        public static let foreignKeyViolation = Code("foreignKeyViolation")
        /// NULL in a column that has none.
        public static let notNullViolation = Code("notNullViolation")
        /// A check did not hold.
        public static let checkViolation = Code("checkViolation")
        /// An exclusion constraint of PostgreSQL was violated.
        public static let exclusionViolation = Code("exclusionViolation")
        /// Two transactions could not both have happened.
        ///
        /// Run the transaction again.
        public static let serializationFailure = Code("serializationFailure")
        /// Two transactions waited for each other.
        ///
        /// Run the transaction again.
        public static let deadlock = Code("deadlock")
        /// A lock was not to be had in time, or SQLite's file is locked by another process.
        public static let busy = Code("busy")

        /// The statement is not valid SQL, or names what does not exist.
        public static let invalidStatement = Code("invalidStatement")
        /// PostgreSQL could not run a statement that this connection had prepared: the schema has changed since, or a
        /// pooler has moved the connection to a server that does not know the statement.
        ///
        /// It had no effect. Outside of a transaction it was prepared and sent again, and failed again. Inside of one
        /// the transaction has failed: run it again.
        public static let stalePlan = Code("stalePlan")
        /// The user may not do that.
        public static let insufficientPrivilege = Code("insufficientPrivilege")
        /// A value does not fit its type or the column.
        public static let invalidValue = Code("invalidValue")
        /// Text with a NUL, which no database can store.
        ///
        /// It was not sent.
        public static let invalidText = Code("invalidText")
        /// The driver cannot do that.
        public static let unsupported = Code("unsupported")
        /// The database or the transaction only reads.
        public static let readOnly = Code("readOnly")
        /// The disk is full, or the database may not grow.
        public static let diskFull = Code("diskFull")
        /// The server lacks memory or connections.
        public static let insufficientResources = Code("insufficientResources")
        /// The database's files cannot be read or written, or are damaged.
        public static let storageFailure = Code("storageFailure")

        /// The statement did not end in time and was cancelled on the server.
        public static let timeout = Code("timeout")
        /// The server cancelled the statement on its own account.
        public static let cancelledByServer = Code("cancelledByServer")
        /// No connection of the pool became free in time.
        public static let acquireTimeout = Code("acquireTimeout")
        /// The pool is closed.
        public static let closed = Code("closed")
        /// No connection could be made.
        ///
        /// Nothing was sent.
        public static let connectionFailed = Code("connectionFailed")
        /// The server refused the user.
        ///
        /// Nothing was sent.
        public static let authenticationFailed = Code("authenticationFailed")
        /// The connection broke while a statement was on its way: it may have run, or not.
        public static let connectionLost = Code("connectionLost")

        /// The deadline passed, or the connection broke, while the database was committing a transaction: it may have been
        /// committed, or not.
        ///
        /// Look at the data before you repeat it.
        public static let commitOutcomeUnknown = Code("commitOutcomeUnknown")
        /// The transaction was rolled back by the database, because a statement in it had failed.
        public static let transactionAborted = Code("transactionAborted")
        /// The transaction is over.
        public static let transactionClosed = Code("transactionClosed")

        /// A column does not decode to the type that was asked for.
        public static let decodingFailed = Code("decodingFailed")
        /// A row has no such column.
        public static let missingColumn = Code("missingColumn")
        /// A result has no row where one was expected.
        public static let noRows = Code("noRows")
        /// A result has several rows where one was expected.
        public static let tooManyRows = Code("tooManyRows")

        /// The URL of the database is not valid.
        public static let invalidURL = Code("invalidURL")
        /// The migrations in code and those in the database do not fit together.
        public static let migrationConflict = Code("migrationConflict")
        /// A statement of a migration failed, and the migration was undone.
        public static let migrationFailed = Code("migrationFailed")
        /// The database failed in another way; see the SQLSTATE.
        public static let other = Code("other")
    }
}
