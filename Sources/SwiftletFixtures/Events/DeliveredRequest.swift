import HTTPTypes
import Swiftlet
import SwiftletJSON

/// A request as a service delivers it, with the parts of events that several shapes share.
struct DeliveredRequest {
    let request: Request
    let shape: HTTPEventShape
    let details: HTTPEventDetails
    let cookies: [String]
    let address: String?
    private let grouped: [(name: HTTPField.Name, values: [String])]

    init(_ request: Request, shape: HTTPEventShape, details: HTTPEventDetails) {
        self.request = request
        self.shape = shape
        self.details = details
        let address = request.clientAddress ?? (details.addsPlatformFields ? "127.0.0.1" : nil)
        self.address = address
        var grouped: [(name: HTTPField.Name, values: [String])] = []
        func add(_ name: HTTPField.Name, _ value: String) {
            if let known = grouped.firstIndex(where: { $0.name == name }) {
                grouped[known].values.append(value)
            } else {
                grouped.append((name, [value]))
            }
        }
        for field in request.headers where field.name != .cookie {
            add(field.name, field.value)
        }
        if details.addsPlatformFields {
            let port = request.scheme == "http" ? "80" : "443"
            let added: [(String, String?)] = [
                ("Host", request.host), ("X-Forwarded-For", address), ("X-Forwarded-Port", port),
                ("X-Forwarded-Proto", request.scheme), ("X-Amzn-Trace-Id", "Root=1-6955b900-0123456789abcdef01234567"),
            ]
            for (text, value) in added {
                guard let value, let name = HTTPField.Name(text), !grouped.contains(where: { $0.name == name }) else {
                    continue
                }
                add(name, value)
            }
        }
        self.grouped = grouped
        self.cookies = request.headers[values: .cookie]
            .flatMap { field in
                field.utf8.split(separator: UInt8(ascii: ";")).map { String(Substring($0).trimmed) }
            }
            .filter { !$0.isEmpty }
    }

    /// The header fields without cookies, with lowercase names.
    var fields: [(name: String, values: [String])] {
        grouped.map { ($0.name.canonicalName, $0.values) }
    }

    /// The header fields with lowercase names, and with all cookies joined into one `cookie` field.
    var fieldsWithCookies: [(name: String, values: [String])] {
        fields + cookieField(named: "cookie")
    }

    /// The header fields in their original case, and with all cookies joined into one `Cookie` field.
    var originalFieldsWithCookies: [(name: String, values: [String])] {
        grouped.map { ($0.name.rawName, $0.values) } + cookieField(named: "Cookie")
    }

    private func cookieField(named name: String) -> [(name: String, values: [String])] {
        cookies.isEmpty ? [] : [(name, [cookies.joined(separator: "; ")])]
    }

    /// The query parameters, grouped by name.
    var groupedQuery: [(name: String, values: [String])] {
        Self.grouped(request.query)
    }

    /// Groups items by name, in the order of the first item of each.
    static func grouped(_ items: [QueryItem]) -> [(name: String, values: [String])] {
        var groups: [(name: String, values: [String])] = []
        var positions: [UTF8Key: Int] = [:]
        for item in items {
            if let position = positions[UTF8Key(item.name)] {
                groups[position].values.append(item.value)
            } else {
                positions[UTF8Key(item.name)] = groups.count
                groups.append((item.name, [item.value]))
            }
        }
        return groups
    }

    /// The stage, if the base path is one segment, as a stage is.
    var stage: String? {
        let path = request.basePath
        guard path.utf8.count > 1, path.utf8.lastIndex(of: UInt8(ascii: "/")) == path.startIndex else { return nil }
        return String(path.dropFirst())
    }

    /// The `domainName` of the request context, by which function URL events are recognized.
    var domainName: String {
        let isURL = request.host?.split(separator: ".").dropFirst().first == "lambda-url"
        if let host = request.host, isURL == (shape == .functionURL) { return host }
        return shape == .functionURL
            ? "\(details.apiID).lambda-url.\(details.region).on.aws"
            : "\(details.apiID).execute-api.\(details.region).amazonaws.com"
    }

    /// The path parameters in alphabetical order, percent-encoded if `encoded`.
    func pathParameters(encoded: Bool) -> [(name: String, values: [String])] {
        request.pathParameters.sorted { $0.key < $1.key }
            .map { (name: $0.key, values: [encoded ? PercentCoding.encode($0.value, allowing: .path) : $0.value]) }
    }

    /// Whether the body is written as text rather than base64; an empty body always is.
    var bodyIsText: Bool {
        if request.body.isEmpty { return true }
        guard request.headers[.contentEncoding] == nil, MediaType.isText(request.headers[.contentType] ?? "") else {
            return false
        }
        return (try? UTF8Span(validating: request.body.span)) != nil
    }

    /// Writes the body; an empty one as an empty string.
    func writeBody(to writer: inout JSONWriter) {
        writer.key("body")
        if request.body.isEmpty {
            writer.string("")
        } else if !bodyIsText || !writer.string(utf8: request.body) {
            writer.string(Base64.encode(request.body))
        }
    }
}
