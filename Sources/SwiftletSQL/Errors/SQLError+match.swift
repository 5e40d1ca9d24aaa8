extension SQLError {
    /// A pattern for `catch`: a code, and optionally the name of a constraint.
    public struct Match: Sendable {
        fileprivate let code: Code
        fileprivate let constraint: String?

        /// Matches errors with the given code.
        public static func code(_ code: Code) -> Match {
            Match(code: code, constraint: nil)
        }

        /// Matches a violation of the unique or primary key with the given name, or of any if it is `nil`.
        public static func uniqueViolation(constraint: String? = nil) -> Match {
            Match(code: .uniqueViolation, constraint: constraint)
        }

        /// Matches a violation of the foreign key with the given name, or of any if it is `nil`.
        ///
        /// SQLite does not report the names of foreign keys.
        public static func foreignKeyViolation(constraint: String? = nil) -> Match {
            Match(code: .foreignKeyViolation, constraint: constraint)
        }

        /// Matches a violation of the check constraint with the given name, or of any if it is `nil`.
        public static func checkViolation(constraint: String? = nil) -> Match {
            Match(code: .checkViolation, constraint: constraint)
        }
    }

    /// Returns whether the error matches the pattern.
    public func matches(_ match: Match) -> Bool {
        code == match.code && (match.constraint == nil || match.constraint == constraint)
    }

    /// For `catch SQLError.uniqueViolation(constraint: "users_email_key")`.
    public static func uniqueViolation(constraint: String? = nil) -> Match {
        .uniqueViolation(constraint: constraint)
    }

    /// For `catch SQLError.foreignKeyViolation()`.
    public static func foreignKeyViolation(constraint: String? = nil) -> Match {
        .foreignKeyViolation(constraint: constraint)
    }

    /// For `catch SQLError.checkViolation(constraint: "age_is_positive")`.
    public static func checkViolation(constraint: String? = nil) -> Match {
        .checkViolation(constraint: constraint)
    }
}

extension SQLError.Match {
    /// Allows a pattern in a `catch` clause.
    public static func ~= (match: SQLError.Match, error: any Error) -> Bool {
        (error as? SQLError)?.matches(match) ?? false
    }
}
