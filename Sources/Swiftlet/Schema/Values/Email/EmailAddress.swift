public import SwiftletJSON

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

extension EmailAddress: SchemaValue {
    /// Decodes an email address from a string.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<EmailAddress>],
        validation: inout Validation
    ) -> EmailAddress? {
        guard let text = input.string else {
            validation.record("string_type", "Input should be a valid string", input: input.json)
            return nil
        }
        do throws(EmailAddressError) {
            let value = try EmailAddress(parsing: text)
            return constraints.apply(to: value, shown: input.json, validation: &validation)
        } catch {
            // The reason may contain characters of the secret.
            let reason = validation.isSecret ? "The format is invalid." : error.reason
            validation.record(
                "value_error",
                "value is not a valid email address: \(reason)",
                input: input.json,
                context: ["reason": .string(reason)]
            )
            return nil
        }
    }

    /// Encodes the complete address.
    public func encode(to writer: inout JSONWriter) {
        writer.string(address)
    }

    /// The schema `{"type": "string", "format": "email"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<EmailAddress>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "email"])
    }

    /// Pydantic's name for the type, `email`.
    public static var typeLabel: String { "email" }
}
