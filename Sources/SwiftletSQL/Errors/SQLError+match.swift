extension SQLError {
    /// What a `catch` looks for: a code, and for a constraint its name.
    public struct Match: Sendable {
        fileprivate let code: Code
        fileprivate let constraint: String?

        /// An error of this code.
        public static func code(_ code: Code) -> Match {
            Match(code: code, constraint: nil)
        }

        /// A violation of a unique or primary key, of any when no name is given.
        public static func uniqueViolation(constraint: String? = nil) -> Match {
            Match(code: .uniqueViolation, constraint: constraint)
        }

        /// A violation of a foreign key, of any when no name is given.
        ///
        /// SQLite does not name foreign keys.
        public static func foreignKeyViolation(constraint: String? = nil) -> Match {
            Match(code: .foreignKeyViolation, constraint: constraint)
        }

        /// A violation of a check, of any when no name is given.
        public static func checkViolation(constraint: String? = nil) -> Match {
            Match(code: .checkViolation, constraint: constraint)
        }
    }

    /// Whether this error is what is looked for.
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
    /// Lets a match stand in a `catch`.
    public static func ~= (match: SQLError.Match, error: any Error) -> Bool {
        (error as? SQLError)?.matches(match) ?? false
    }
}
