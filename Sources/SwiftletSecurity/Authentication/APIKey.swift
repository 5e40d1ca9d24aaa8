public import HTTPTypes
public import Swiftlet
import SwiftletJSON

/// A key in a header field, a query parameter or a cookie.
///
/// Compare it with ``ConstantTime/equal(_:_:)-(String,String)``. A key in a query ends up in logs of proxies; prefer a
/// header field.
public struct APIKey: Credential {
    /// The credential: shown nowhere.
    public typealias Value = Secret<String>

    /// Where the key is sent.
    public enum Place: Sendable {
        /// In a header field.
        case header(HTTPField.Name)
        /// In a query parameter.
        case query(String)
        /// In a cookie.
        case cookie(String)
    }

    /// What `WWW-Authenticate` asks for: `APIKey`.
    public let challenge = "APIKey"
    /// An API key, with its place and name.
    public let scheme: SecurityScheme
    private let place: Place

    /// Creates the input.
    ///
    /// - Parameters:
    ///   - place: where the key is sent.
    ///   - name: the name under which the document lists the scheme; by default `APIKeyHeader`, `APIKeyQuery` or
    ///     `APIKeyCookie`, as in FastAPI. Two keys of one app that are sent in different fields need different names.
    public init(_ place: Place, name: String? = nil) {
        let (location, key, defaultName) =
            switch place {
            case .header(let field): ("header", field.rawName, "APIKeyHeader")
            case .query(let parameter): ("query", parameter, "APIKeyQuery")
            case .cookie(let cookie): ("cookie", cookie, "APIKeyCookie")
            }
        self.place = place
        self.scheme = SecurityScheme(
            name: name ?? defaultName,
            definition: ["type": "apiKey", "in": .string(location), "name": .string(key)]
        )
    }

    /// The key.
    public func credential(in request: Request) -> Secret<String>? {
        let value =
            switch place {
            case .header(let field): request.header(field)
            case .query(let parameter): request.query.last { $0.name.utf8Equals(parameter) }?.value
            case .cookie(let cookie): request.cookies(named: cookie).first
            }
        guard let value, !value.isEmpty else { return nil }
        return Secret(value)
    }
}
