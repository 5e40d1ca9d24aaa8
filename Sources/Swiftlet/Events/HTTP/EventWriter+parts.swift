import HTTPTypes
import SwiftletJSON

extension EventWriter {
    var stageIsOneSegment: Bool {
        request.basePath.utf8.count > 1
            && request.basePath.utf8.lastIndex(of: UInt8(ascii: "/")) == request.basePath.startIndex
    }

    /// The REST API resource that matched the request.
    var resource: String {
        if let slash = details.routeKey.utf8.firstIndex(of: UInt8(ascii: "/")) {
            return String(details.routeKey[slash...])
        }
        return request.pathParameters["proxy"] == nil ? request.encodedPath : "/{proxy+}"
    }

    /// The `domainName` of the request context, by which function URL events are recognized.
    var domainName: String {
        let isURL = request.host?.split(separator: ".").dropFirst().first == "lambda-url"
        if let host = request.host, isURL == (shape == .functionURL) { return host }
        return shape == .functionURL
            ? "\(details.apiID).lambda-url.\(details.region).on.aws"
            : "\(details.apiID).execute-api.\(details.region).amazonaws.com"
    }

    func groupedQuery() -> [(name: String, values: [String])] {
        grouped(request.query)
    }

    func grouped(_ items: [QueryItem]) -> [(name: String, values: [String])] {
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

    func writeMap(
        _ member: StaticString,
        of groups: [(name: String, values: [String])],
        orNull: Bool = false,
        to writer: inout JSONWriter,
        write: (_ values: [String], inout JSONWriter) -> Void
    ) {
        writer.key(member)
        guard !(groups.isEmpty && orNull) else { return writer.null() }
        writer.beginObject()
        for group in groups {
            writer.key(group.name)
            write(group.values, &writer)
        }
        writer.endObject()
    }

    func writePathParameters(to writer: inout JSONWriter) {
        let parameters = request.pathParameters.sorted { $0.key < $1.key }.map { (name: $0.key, values: [$0.value]) }
        let isEncoded = shape == .restAPI || shape == .functionURL
        writeMap("pathParameters", of: parameters, orNull: true, to: &writer) { values, writer in
            let value = values.last ?? ""
            writer.string(isEncoded ? PercentCoding.encode(value, allowing: .path) : value)
        }
    }

    /// Whether the body is written as text rather than base64; an empty body always is.
    var bodyIsText: Bool {
        if request.body.isEmpty { return true }
        guard request.headers[.contentEncoding] == nil, MediaType.isText(request.headers[.contentType] ?? "") else {
            return false
        }
        return (try? UTF8Span(validating: request.body.span)) != nil
    }

    func writeBody(to writer: inout JSONWriter) {
        writer.key("body")
        if request.body.isEmpty {
            shape == .restAPI ? writer.null() : writer.string("")
        } else if !bodyIsText || !writer.string(utf8: request.body) {
            writer.string(Base64.encode(request.body))
        }
    }

    /// Writes the authorizer's result in the format of this shape.
    func writeAuthorizer(to writer: inout JSONWriter) {
        if shape == request.shape, let authorizer = request.authorizer {
            writer.key("authorizer")
            writer.node(authorizer)
            return
        }
        let isVersion1 = shape == .restAPI
        if let claims = request.claims {
            writer.key("authorizer")
            writer.beginObject()
            if !isVersion1 {
                writer.key("jwt")
                writer.beginObject()
            }
            writer.key("claims")
            writer.node(claims)
            writer.key("scopes")
            writer.strings(request.scopes)
            if !isVersion1 { writer.endObject() }
            writer.endObject()
        } else if let context = request.authorizerContext {
            writer.key("authorizer")
            if isVersion1 { return writer.node(context) }
            writer.beginObject()
            writer.key("lambda")
            writer.node(context)
            writer.endObject()
        } else if let identity = request.iamIdentity, !isVersion1 {
            writer.key("authorizer")
            writer.beginObject()
            writer.key("iam")
            writer.node(identity)
            writer.endObject()
        }
    }

    /// Writes the `identity` of a REST API, which has every member, most of them null.
    func writeIdentity(to writer: inout JSONWriter) {
        let identity = request.iamIdentity
        writer.key("identity")
        writer.beginObject()
        for member in ["accessKey", "accountId", "caller", "cognitoIdentityId", "user", "userArn"] {
            writer.key(member)
            if let value = identity?[member] ?? identity?[member == "caller" ? "callerId" : member] {
                writer.node(value)
            } else {
                writer.null()
            }
        }
        if let address { writer.member("sourceIp", address) }
        writer.key("userAgent")
        if let agent = request.headers[.userAgent] { writer.string(agent) } else { writer.null() }
        writer.endObject()
    }
}

extension JSONWriter {
    mutating func member(_ key: StaticString, _ value: String) {
        self.key(key)
        string(value)
    }

    mutating func strings(_ values: [String]) {
        beginArray()
        for value in values {
            string(value)
        }
        endArray()
    }
}
