/// An error in a ``SetCookie`` that browsers would reject or misinterpret.
///
/// It does not contain the value of the cookie, which may be a secret.
public struct SetCookieError: Error, Sendable, Hashable, CustomStringConvertible {
    /// An error code.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name is not a token.
        public static let invalidName = Code("invalidName")
        /// The value contains a character that must be encoded, or is too long.
        public static let invalidValue = Code("invalidValue")
        /// The path does not begin with a slash, contains an invalid character, or is too long.
        public static let invalidPath = Code("invalidPath")
        /// The domain is not an ASCII host name.
        public static let invalidDomain = Code("invalidDomain")
        /// The expiration date is not between year 1 and year 9999.
        public static let invalidDate = Code("invalidDate")
        /// The attributes do not satisfy the requirements of the name's prefix.
        public static let prefix = Code("prefix")
        /// The cookie must be secure.
        public static let insecure = Code("insecure")

        /// The name of the code.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// The error code.
    public let code: Code

    init(_ code: Code) {
        self.code = code
    }

    /// The description of the error.
    public var description: String {
        switch code {
        case .invalidName: "The name of a cookie must be a token: letters, digits and some punctuation, all ASCII."
        case .invalidValue:
            """
            The value of a cookie must be ASCII without spaces, quotes, commas, semicolons and backslashes, and name and value \
            must not exceed 4096 bytes in total.
            """
        case .invalidPath: "The path of a cookie must begin with a slash and be ASCII without semicolons."
        case .invalidDomain: "The domain of a cookie must be a host name in ASCII."
        case .invalidDate: "A cookie must expire between year 1 and year 9999."
        case .prefix:
            """
            A cookie with the prefix `__Secure-` or `__Host-` must be secure, and with the prefix `__Host-` it must have the \
            path `/` and no domain.
            """
        default: "A cookie with `SameSite=None` or `Partitioned` must be secure."
        }
    }
}
