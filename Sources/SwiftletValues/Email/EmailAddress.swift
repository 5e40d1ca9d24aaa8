/// A deliverable email address in normalized form.
///
/// ```swift
/// let address = EmailAddress("Ada Lovelace <ada@Example.COM>")
/// let domain = address?.domain  // "example.com"
/// ```
///
/// Follows RFC 5321, 5322 and 6531 with the restrictions usual in web forms: letters of any script are accepted; the domain
/// must contain a period; quoted local parts, address literals and special-use domains such as `localhost` and `.test` are
/// rejected. The domain is converted to lowercase Unicode. The case of the local part is preserved, except for the role names
/// of RFC 2142.
///
/// A display name, as in `Ada <ada@example.com>`, is removed.
public struct EmailAddress: Sendable, Hashable {
    /// The part before the at-sign.
    public let localPart: String
    /// The domain in lowercase Unicode.
    public let domain: String

    /// The domain in ASCII, as used by DNS.
    public let asciiDomain: String

    /// Creates an address from a string, or returns `nil` if the string is not a valid address.
    public init?(_ text: String) {
        guard let address = try? EmailAddress(parsing: text) else { return nil }
        self = address
    }

    init(localPart: String, domain: DomainName) {
        self.localPart = localPart
        self.domain = domain.unicode
        self.asciiDomain = domain.ascii
    }

    /// The complete address.
    public var address: String { "\(localPart)@\(domain)" }
}

extension EmailAddress: LosslessStringConvertible {
    /// The complete address.
    public var description: String { address }
}
