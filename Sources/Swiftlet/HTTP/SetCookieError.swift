/// A ``SetCookie`` that a browser would reject, or read as another one.
///
/// It does not contain the cookie's value, which may be a secret.
public struct SetCookieError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name is no token.
        public static let invalidName = Code("invalidName")
        /// The value has a character that must be encoded, or is too long.
        public static let invalidValue = Code("invalidValue")
        /// The path does not begin with a slash, has a character that it may not have, or is too long.
        public static let invalidPath = Code("invalidPath")
        /// The domain is no host name in ASCII.
        public static let invalidDomain = Code("invalidDomain")
        /// The date of expiry is not between year 1 and year 9999.
        public static let invalidDate = Code("invalidDate")
        /// The attributes are not those that the name's prefix requires.
        public static let prefix = Code("prefix")
        /// The cookie must be secure.
        public static let insecure = Code("insecure")

        /// The code's name.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// What is wrong.
    public let code: Code

    init(_ code: Code) {
        self.code = code
    }

    /// What is wrong, in a sentence.
    public var description: String {
        switch code {
        case .invalidName: "The name of a cookie must be a token: letters, digits and some punctuation, all ASCII."
        case .invalidValue:
            """
            The value of a cookie must be ASCII without spaces, quotes, commas, semicolons and backslashes, and with its name \
            have 4096 bytes at most.
            """
        case .invalidPath: "The path of a cookie must begin with a slash and be ASCII without semicolons."
        case .invalidDomain: "The domain of a cookie must be a host name in ASCII."
        case .invalidDate: "A cookie must expire between year 1 and year 9999."
        case .prefix:
            """
            A cookie whose name begins with `__Secure-` or `__Host-` must be secure, and with `__Host-` have the path `/` and \
            no domain.
            """
        default: "A cookie with `SameSite=None` or `Partitioned` must be secure."
        }
    }
}
