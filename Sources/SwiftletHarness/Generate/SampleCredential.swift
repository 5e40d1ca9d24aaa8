import HTTPTypes
import Swiftlet
import SwiftletJSON

/// A credential of a request.
struct SampleCredential: Sendable, Hashable {
    enum Location: Sendable, Hashable {
        case header(HTTPField.Name)
        case query(String)
        case cookie(String)
    }

    let location: Location
    let value: String

    /// Creates a placeholder credential for a security scheme.
    ///
    /// - Parameters:
    ///   - scheme: The security scheme.
    ///   - token: The bearer token or API key to send; `nil` for a placeholder.
    ///   - bearer: The name of that placeholder for a bearer token.
    ///   - placeholders: Collects the placeholders.
    init?(_ scheme: SecurityScheme, token: String?, bearer: String, _ placeholders: inout Placeholders) {
        let definition = scheme.definition
        switch definition["type"]?.string {
        case "apiKey":
            guard let name = definition["name"]?.string else { return nil }
            switch definition["in"]?.string {
            case "query": location = .query(name)
            case "cookie": location = .cookie(name)
            default:
                guard let field = HTTPField.Name(name) else { return nil }
                location = .header(field)
            }
            value = token ?? placeholders.word(for: "env \(Self.variable(name))")
        case "http" where definition["scheme"]?.string?.lowercased() == "basic":
            location = .header(.authorization)
            value = "Basic \(token ?? placeholders.word(for: "env BASIC_CREDENTIALS"))"
        default:
            location = .header(.authorization)
            value = "Bearer \(token ?? placeholders.word(for: bearer))"
        }
    }

    /// The name of an environment variable for a header field or a parameter.
    private static func variable(_ name: String) -> String {
        String(name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
