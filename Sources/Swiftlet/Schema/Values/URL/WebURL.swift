public import SwiftletJSON

/// An absolute URL, read and written as browsers do (the WHATWG URL standard).
///
/// The scheme and the host are in lower case, a port that is the scheme's own is left out, dots in the path are resolved, and
/// what may not stand as it is is percent-encoded: two texts of the same URL are equal.
public struct WebURL: Sendable, Hashable {
    /// The scheme, without its colon: `https`.
    public internal(set) var scheme: String
    /// The user name, percent-encoded; empty if there is none.
    public internal(set) var username = ""
    /// The password, percent-encoded; empty if there is none.
    public internal(set) var password = ""
    /// The host: a domain in ASCII, an IPv4 address, or an IPv6 address in brackets; `nil` if the scheme has none.
    public internal(set) var host: String?
    /// The port, or `nil` for the scheme's own.
    public internal(set) var port: Int?
    /// The path, percent-encoded.
    public internal(set) var path = ""
    /// The query, without its question mark, or `nil`.
    public internal(set) var query: String?
    /// The fragment, without its hash sign, or `nil`.
    public internal(set) var fragment: String?

    /// Creates a URL from a text, or `nil` if it is none.
    public init?(_ text: String) {
        guard let url = try? WebURL(parsing: text) else { return nil }
        self = url
    }

    init(scheme: String) {
        self.scheme = scheme
    }

    /// Whether it is of the web: its scheme is `http` or `https`.
    public var isHTTP: Bool { scheme == "http" || scheme == "https" }

    /// The scheme, host and port, as an `Origin` header names them; `null` for other schemes than those of the web.
    public var origin: String {
        guard isHTTP, let host else { return "null" }
        return "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")"
    }
}

extension WebURL: LosslessStringConvertible {
    /// The whole URL.
    public var description: String {
        var text = "\(scheme):"
        if let host {
            text += "//"
            if !username.isEmpty || !password.isEmpty {
                text += username
                if !password.isEmpty { text += ":\(password)" }
                text += "@"
            }
            text += host
            if let port { text += ":\(port)" }
        } else if path.hasPrefix("//") {
            // Two slashes would begin a host.
            text += "/."
        }
        text += path
        if let query { text += "?\(query)" }
        if let fragment { text += "#\(fragment)" }
        return text
    }
}

extension WebURL: SchemaValue {
    /// Decodes a URL.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<WebURL>],
        _ validation: inout Validation
    ) -> WebURL? {
        guard let text = input.string else {
            validation.record("url_type", "URL input should be a string or URL", input: input.json)
            return nil
        }
        do throws(URLParseError) {
            let value = try WebURL(parsing: text)
            validation.floorExactness(.lax)
            return rules.apply(to: value, shown: input.json, &validation)
        } catch {
            validation.record(
                "url_parsing",
                "Input should be a valid URL, \(error.description)",
                input: input.json,
                context: ["error": .string(error.description)]
            )
            return nil
        }
    }

    /// Writes the whole URL.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// `{"type": "string", "format": "uri"}` with the rules.
    public static func describe(_ rules: [Constraint<WebURL>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "string", "format": "uri", "minLength": 1]
        rules.describe(&schema)
        return schema
    }

    /// `url`.
    public static var typeLabel: String { "url" }
}

extension Constraint where Value == WebURL {
    /// Allows URLs with certain schemes.
    public static func schemes(_ schemes: String...) -> Constraint {
        let expected = ExpectedValues(schemes.map { .string($0) }).text
        return Constraint(check: { url, shown, validation in
            if schemes.contains(url.scheme) { return true }
            validation.record(
                "url_scheme",
                "URL scheme should be \(expected)",
                input: shown(),
                context: ["expected_schemes": .string(expected)]
            )
            return false
        })
    }

    /// Allows URLs of at most a number of characters, in their normal form.
    public static func maxLength(_ maximum: Int) -> Constraint {
        Constraint(
            check: { url, shown, validation in
                if url.description.utf8.count <= maximum { return true }
                validation.record(
                    "url_too_long",
                    "URL should have at most \(maximum) character\(plural(maximum))",
                    input: shown(),
                    context: ["max_length": .integer(maximum)]
                )
                return false
            },
            describe: { $0["maxLength"] = .integer(maximum) }
        )
    }
}

/// What is wrong with the text of a URL, in the words of Pydantic.
struct URLParseError: Error, Equatable {
    let description: String

    static let empty = URLParseError(description: "input is empty")
    static let noScheme = URLParseError(description: "relative URL without a base")
    static let emptyHost = URLParseError(description: "empty host")
    static let invalidPort = URLParseError(description: "invalid port number")
    static let invalidIPv4 = URLParseError(description: "invalid IPv4 address")
    static let invalidIPv6 = URLParseError(description: "invalid IPv6 address")
    static let invalidDomain = URLParseError(description: "invalid international domain name")
    static let invalidHost = URLParseError(description: "invalid domain character")
}
