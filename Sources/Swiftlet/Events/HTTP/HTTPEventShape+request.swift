import HTTPTypes
package import SwiftletJSON

extension HTTPEventShape {
    /// Decodes the request of an event of this shape.
    ///
    /// - Parameters:
    ///   - event: An event that ``recognize(_:)`` identifies as having this shape.
    ///   - options: The decoding options.
    /// - Returns: The request.
    /// - Throws: ``EventError`` if the method or path is missing, a member has the wrong type, the body is not valid base64,
    ///   or the body exceeds the limit in the options.
    package func request(
        from event: JSONNode,
        options: HTTPEventOptions = HTTPEventOptions()
    ) throws(EventError) -> Request {
        var request = try requestHead(from: event, options: options)
        request.body = try body(of: event, options)
        return request
    }

    /// Decodes the request of an event of this shape, without its body.
    ///
    /// - Throws: ``EventError`` if the method or path is missing, or a member has the wrong type.
    func requestHead(from event: JSONNode, options: HTTPEventOptions) throws(EventError) -> Request {
        var request =
            switch kind {
            case .restAPI: try restRequest(event, options)
            case .httpAPI, .functionURL: try version2Request(event, options)
            case .loadBalancer, .loadBalancerMultiValue: try loadBalancerRequest(event, options)
            case .lattice: try latticeRequest(event, pathMember: "path", queryMember: "queryStringParameters", options)
            case .latticeV1:
                try latticeRequest(event, pathMember: "raw_path", queryMember: "query_string_parameters", options)
            }
        request.event = event
        return request
    }

    // MARK: - Event shapes

    private func version2Request(_ event: JSONNode, _ options: HTTPEventOptions) throws(EventError) -> Request {
        guard let context = event["requestContext"], let http = context["http"] else {
            throw .missing("requestContext.http")
        }
        var rawPath = event["rawPath"]
        if rawPath?.isNull ?? true { rawPath = http["path"] }
        guard let path = rawPath?.string else { throw .missing("rawPath") }

        let headers = event["headers"]
        let cookies = event["cookies"]
        var request: Request
        let host: String?
        if let plain = EventHeaders(headers, cookies: cookies) {
            let method = try Self.method(http["method"], named: "requestContext.http.method")
            request = Request(method: method, headers: plain)
            if plain.forwardedProto == "http" { request.scheme = "http" }
            host = plain.host
        } else {
            var fields = RequestFields(reserving: (headers?.count ?? 0) + (cookies?.count ?? 0))
            fields.skipsCookies = (cookies?.count ?? 0) > 0
            try fields.add(headers, named: "headers")
            if let cookies {
                for cookie in cookies.elements {
                    guard let text = cookie.string else {
                        throw .wrongType(cookie, expected: "a string", at: "cookies")
                    }
                    try fields.add(cookie: text)
                }
            }
            request = try Self.request(http["method"], named: "requestContext.http.method", fields)
            host = fields.host
        }
        request.shape = self
        request.pathIsEncoded = kind == .functionURL
        var (basePath, rest) = Self.split(path, after: options.basePath)
        if basePath.isEmpty, kind == .httpAPI, let stage = context["stage"]?.string {
            (basePath, rest) = StagePath.split(path, stage: stage, event)
        }
        request.basePath = basePath
        request.path = rest
        if let query = event["rawQueryString"]?.stringBytes {
            if !query.isEmpty { request.query = QueryString.parse(query.span) }
        } else {
            // Test consoles and emulators omit the raw query. The map has repeated values joined with commas.
            request.query = try Self.query(all: nil, over: event["queryStringParameters"], areEncoded: false)
        }
        request.host = host ?? context["domainName"]?.string
        request.clientAddress = ForwardedFor.client(
            request.header(.xForwardedFor),
            sourceAddress: http["sourceIp"]?.string,
            trustedProxies: options.trustedProxies
        )
        request.authorizer = context["authorizer"]?.nonEmptyObject
        request.pathParameters = Self.pathParameters(event["pathParameters"], areEncoded: kind == .functionURL)
        return request
    }

    private func restRequest(_ event: JSONNode, _ options: HTTPEventOptions) throws(EventError) -> Request {
        guard let path = event["path"]?.string else { throw .missing("path") }
        let context = event["requestContext"]
        let all = event["multiValueHeaders"]
        let single = event["headers"]
        var fields = RequestFields(reserving: max(all?.count ?? 0, single?.count ?? 0))
        try fields.add(all: all, over: single)

        var request = try Self.request(event["httpMethod"], named: "httpMethod", fields)
        request.shape = self
        let isHTTPAPI = Self.isHTTPAPIVersion1(event)
        // An HTTP API decodes the path in either payload format.
        request.pathIsEncoded = !isHTTPAPI
        var (basePath, rest) = Self.split(path, after: options.basePath)
        if !isHTTPAPI {
            basePath = Self.stagePath(context, path) + basePath
        } else if basePath.isEmpty, let stage = context?["stage"]?.string {
            // An HTTP API includes a named stage in the path, in payload format 1.0 as in 2.0.
            (basePath, rest) = StagePath.split(path, stage: stage, event)
        }
        request.basePath = basePath
        request.path = rest
        request.query = try Self.query(
            all: event["multiValueQueryStringParameters"],
            over: event["queryStringParameters"],
            areEncoded: false
        )
        request.host = fields.host ?? context?["domainName"]?.string
        request.clientAddress = ForwardedFor.client(
            fields.forwardedFor,
            sourceAddress: context?["identity"]?["sourceIp"]?.string,
            trustedProxies: options.trustedProxies
        )
        request.authorizer = context?["authorizer"]?.nonEmptyObject
        request.pathParameters = Self.pathParameters(event["pathParameters"], areEncoded: !isHTTPAPI)
        return request
    }

    private func loadBalancerRequest(_ event: JSONNode, _ options: HTTPEventOptions) throws(EventError) -> Request {
        guard let path = event["path"]?.string else { throw .missing("path") }
        let isMultiValue = kind == .loadBalancerMultiValue
        let headers = isMultiValue ? event["multiValueHeaders"] : event["headers"]
        var fields = RequestFields(reserving: headers?.count ?? 0)
        try fields.add(headers, named: isMultiValue ? "multiValueHeaders" : "headers")

        var request = try Self.request(event["httpMethod"], named: "httpMethod", fields)
        request.shape = self
        (request.basePath, request.path) = Self.split(path, after: options.basePath)
        request.query = try Self.query(
            all: event["multiValueQueryStringParameters"],
            over: event["queryStringParameters"],
            areEncoded: true
        )
        request.host = fields.host
        request.clientAddress = ForwardedFor.client(fields.forwardedFor, trustedProxies: options.trustedProxies)
        return request
    }

    private func latticeRequest(
        _ event: JSONNode,
        pathMember: String,
        queryMember: String,
        _ options: HTTPEventOptions
    ) throws(EventError) -> Request {
        guard let path = event[pathMember]?.string else { throw .missing(pathMember) }
        let headers = event["headers"]
        var fields = RequestFields(reserving: headers?.count ?? 0)
        try fields.add(headers, named: "headers")

        var request = try Self.request(event["method"], named: "method", fields)
        request.shape = self
        // The path is not decoded and may include the query.
        let end = path.utf8.firstIndex(of: UInt8(ascii: "?")) ?? path.utf8.endIndex
        (request.basePath, request.path) = Self.split(String(path[..<end]), after: options.basePath)
        let rawQuery = path[end...].dropFirst()
        if rawQuery.isEmpty {
            request.query = try Self.query(all: event[queryMember], over: nil, areEncoded: false)
        } else {
            // Preferred because the map of version 1 only has one value per name.
            request.query = QueryString.parse(String(rawQuery))
        }
        request.host = fields.host
        request.clientAddress = ForwardedFor.client(fields.forwardedFor, trustedProxies: options.trustedProxies)
        return request
    }
}

extension HTTPEventShape {
    // MARK: - Shared decoding

    private static func request(
        _ method: JSONNode?,
        named member: String,
        _ fields: RequestFields
    ) throws(EventError) -> Request {
        var request = Request(method: try Self.method(method, named: member), headers: fields.fields)
        if let proto = fields.forwardedProto, proto == "http" { request.scheme = "http" }
        return request
    }

    private static func method(_ method: JSONNode?, named member: String) throws(EventError) -> HTTPRequest.Method {
        guard let method, !method.isNull else { throw .missing(member) }
        guard let text = method.string else { throw .wrongType(method, expected: "a string", at: member) }
        guard let method = HTTPRequest.Method(text) else { throw .invalidValue(member, expected: "an HTTP method") }
        return method
    }

    /// Removes a prefix from a path at a segment boundary: `/api` is not a prefix of `/apiary`.
    ///
    /// - Returns: The removed prefix, or an empty string, and the rest of the path, which begins with `/`.
    static func split(_ path: String, after prefix: String) -> (prefix: String, rest: String) {
        if !prefix.isEmpty, path.utf8.starts(with: prefix.utf8) {
            let rest = path.utf8.dropFirst(prefix.utf8.count)
            if rest.isEmpty { return (prefix, "/") }
            if rest.first == UInt8(ascii: "/") { return (prefix, String(Substring(rest))) }
        }
        return ("", path.utf8.first == UInt8(ascii: "/") ? path : "/" + path)
    }

    /// The stage that precedes a REST API's path in the public URL; empty for a custom domain.
    private static func stagePath(_ context: JSONNode?, _ path: String) -> String {
        let stage = context?["stage"]?.string.map { "/" + $0 } ?? ""
        guard let full = context?["path"]?.string else { return stage == "/" || stage == "/$default" ? "" : stage }
        // The full path of the root is `/prod` or `/prod/`.
        if path == "/", full == stage { return stage }
        let length = full.utf8.count - path.utf8.count
        guard length > 0, full.utf8.dropFirst(length).elementsEqual(path.utf8) else { return "" }
        let prefix = full.utf8.prefix(length)
        let endsAtSegment = prefix.first == UInt8(ascii: "/") && path.utf8.first == UInt8(ascii: "/")
        return endsAtSegment ? String(Substring(prefix)) : ""
    }

    private static func query(
        all: JSONNode?,
        over single: JSONNode?,
        areEncoded: Bool
    ) throws(EventError) -> [QueryItem] {
        var items: [QueryItem] = []
        if let all, all.kind == .object {
            for (key, value) in all.rawMembers {
                try append(key, value: value, areEncoded: areEncoded, to: &items)
            }
        }
        if let single, single.kind == .object {
            let count = items.count
            // A linear search is faster for a few names.
            let names: Set<UTF8Key>? = count > 16 ? Set(items.lazy.map { UTF8Key($0.name) }) : nil
            for (key, value) in single.rawMembers {
                let name = decodeIfNeeded(key.string ?? "", areEncoded)
                let isKnown =
                    if let names {
                        names.contains(UTF8Key(name))
                    } else {
                        items[..<count].contains { $0.name.utf8Equals(name) }
                    }
                guard !isKnown else { continue }
                try append(key, value: value, areEncoded: areEncoded, to: &items)
            }
        }
        return items
    }

    private static func append(
        _ key: JSONNode,
        value: JSONNode,
        areEncoded: Bool,
        to items: inout [QueryItem]
    ) throws(EventError) {
        let name = decodeIfNeeded(key.string ?? "", areEncoded)
        switch value.kind {
        case .array:
            for element in value.elements {
                guard let text = element.isNull ? "" : element.scalarText else {
                    throw .wrongType(element, expected: "a string", at: "queryStringParameters")
                }
                items.append(QueryItem(name, Self.decodeIfNeeded(text, areEncoded)))
            }
        case .null:
            items.append(QueryItem(name, ""))
        default:
            guard let text = value.scalarText else {
                throw .wrongType(value, expected: "a string", at: "queryStringParameters")
            }
            items.append(QueryItem(name, Self.decodeIfNeeded(text, areEncoded)))
        }
    }

    private static func decodeIfNeeded(_ text: String, _ isEncoded: Bool) -> String {
        isEncoded ? PercentCoding.decode(text, plusIsSpace: true) : text
    }

    private static func pathParameters(_ node: JSONNode?, areEncoded: Bool) -> [String: String] {
        guard let node, node.kind == .object, node.count > 0 else { return [:] }
        var parameters: [String: String] = [:]
        for (key, value) in node.members {
            guard let text = value.scalarText else { continue }
            parameters[key] = areEncoded ? PercentCoding.decode(text) : text
        }
        return parameters
    }
}
