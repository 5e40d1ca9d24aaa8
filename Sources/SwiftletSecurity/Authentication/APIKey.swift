public import HTTPTypes
public import Swiftlet
import SwiftletJSON

/// An API key in a header field, a query parameter or a cookie.
///
/// ```swift
/// let byKey = Endpoint(.get, "/reports", APIKey(.header(field))) { key in
///     guard ConstantTime.equal(key.revealed, expected) else { throw HTTPError(.forbidden) }
/// }
/// ```
///
/// Compare it with ``ConstantTime/equal(_:_:)-(String,String)``. Prefer a header field: query parameters end up in proxy logs.
public struct APIKey: Credential {
    /// The key, which is redacted in logs and errors.
    public typealias Value = Secret<String>

    /// Where the key is sent.
    public enum Location: Sendable {
        /// In a header field.
        case header(HTTPField.Name)
        /// In a query parameter.
        case query(String)
        /// In a cookie.
        case cookie(String)
    }

    /// The `WWW-Authenticate` challenge: `APIKey`.
    public let challenge = "APIKey"
    /// The OpenAPI security scheme: `apiKey`, with its location and name.
    public let scheme: SecurityScheme
    private let location: Location

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - location: Where the key is sent.
    ///   - name: The name of the scheme in the OpenAPI document. By default `APIKeyHeader`, `APIKeyQuery` or `APIKeyCookie`,
    ///     as in FastAPI. Two keys of one app that are sent in different fields need different names.
    public init(_ location: Location, name: String? = nil) {
        let (parameterLocation, key, defaultName) =
            switch location {
            case .header(let field): ("header", field.rawName, "APIKeyHeader")
            case .query(let parameter): ("query", parameter, "APIKeyQuery")
            case .cookie(let cookie): ("cookie", cookie, "APIKeyCookie")
            }
        self.location = location
        self.scheme = SecurityScheme(
            name: name ?? defaultName,
            definition: ["type": "apiKey", "in": .string(parameterLocation), "name": .string(key)]
        )
    }

    /// Returns the key, or `nil` if it is absent or empty.
    public func credential(in request: Request) -> Secret<String>? {
        let value =
            switch location {
            case .header(let field): request.header(field)
            case .query(let parameter): request.query.last { $0.name.utf8Equals(parameter) }?.value
            case .cookie(let cookie): request.cookies(named: cookie).first
            }
        guard let value, !value.isEmpty else { return nil }
        return Secret(value)
    }
}
