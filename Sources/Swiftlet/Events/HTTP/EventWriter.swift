import HTTPTypes
import SwiftletJSON

/// Writes HTTP events of all shapes.
struct EventWriter {
    let request: Request
    let shape: HTTPEventShape
    let details: HTTPEventDetails
    let fields: [(name: String, values: [String])]
    let cookies: [String]
    let address: String?

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
        // A REST API preserves the case of header names; all other shapes lowercase them.
        self.fields = grouped.map { field in
            (shape == .restAPI ? field.name.rawName : field.name.canonicalName, field.values)
        }
        self.cookies = request.headers[values: .cookie]
            .flatMap { field in
                field.utf8.split(separator: UInt8(ascii: ";")).map { String(Substring($0).trimmed) }
            }
            .filter { !$0.isEmpty }
    }

    /// The fields, with all cookies joined into one `Cookie` field.
    var fieldsWithCookies: [(name: String, values: [String])] {
        let name = shape == .restAPI ? "Cookie" : "cookie"
        return fields + (cookies.isEmpty ? [] : [(name, [cookies.joined(separator: "; ")])])
    }

    // MARK: - Event shapes

    func writeVersion2(to writer: inout JSONWriter) {
        let isURL = shape == .functionURL
        let decoded = request.pathIsEncoded ? PercentCoding.decode(request.path) : request.path
        let path = isURL ? request.encodedPath : decoded
        let stage = !isURL && stageIsOneSegment ? String(request.basePath.dropFirst()) : "$default"
        let rawPath = request.basePath + path
        writer.key("version")
        writer.string("2.0")
        writer.member("routeKey", details.routeKey)
        writer.key("rawPath")
        writer.string(rawPath)
        writer.key("rawQueryString")
        writer.string(details.rawQuery ?? request.queryString)
        if !cookies.isEmpty {
            writer.key("cookies")
            writer.strings(cookies)
        }
        writeMap("headers", of: fields, to: &writer) { values, writer in writer.string(values.joined(separator: ",")) }
        if !request.query.isEmpty {
            writeMap("queryStringParameters", of: groupedQuery(), to: &writer) { values, writer in
                writer.string(values.joined(separator: ","))
            }
        }
        if !request.pathParameters.isEmpty { writePathParameters(to: &writer) }
        writer.key("requestContext")
        writer.beginObject()
        writer.member("accountId", details.accountID)
        writer.member("apiId", details.apiID)
        writeAuthorizer(to: &writer)
        let domain = domainName
        writer.member("domainName", domain)
        // The path only includes a named stage on the API's default domain, whose prefix is the API ID.
        writer.member("domainPrefix", stage == "$default" ? String(domain.prefix { $0 != "." }) : details.apiID)
        writer.key("http")
        writer.beginObject()
        writer.member("method", request.method.rawValue)
        writer.member("path", rawPath)
        writer.member("protocol", "HTTP/1.1")
        if let address { writer.member("sourceIp", address) }
        writer.member("userAgent", request.headers[.userAgent] ?? "")
        writer.endObject()
        writer.member("requestId", details.requestID)
        writer.member("routeKey", details.routeKey)
        writer.member("stage", stage)
        writer.member("time", details.logTime)
        writer.key("timeEpoch")
        writer.int(details.time)
        writer.endObject()
        if !request.body.isEmpty { writeBody(to: &writer) }
        writer.key("isBase64Encoded")
        writer.bool(!bodyIsText)
    }

    func writeVersion1(to writer: inout JSONWriter) {
        let path = request.encodedPath
        writer.member("resource", resource)
        writer.member("path", path)
        writer.member("httpMethod", request.method.rawValue)
        let fields = fieldsWithCookies
        writeMap("headers", of: fields, to: &writer) { values, writer in writer.string(values.last ?? "") }
        writeMap("multiValueHeaders", of: fields, to: &writer) { values, writer in writer.strings(values) }
        let query = groupedQuery()
        writeMap("queryStringParameters", of: query, orNull: true, to: &writer) { values, writer in
            writer.string(values.last ?? "")
        }
        writeMap("multiValueQueryStringParameters", of: query, orNull: true, to: &writer) { values, writer in
            writer.strings(values)
        }
        writePathParameters(to: &writer)
        writer.key("stageVariables")
        writer.null()
        writer.key("requestContext")
        writer.beginObject()
        writer.member("accountId", details.accountID)
        writer.member("apiId", details.apiID)
        writeAuthorizer(to: &writer)
        writer.member("domainName", domainName)
        writer.member("extendedRequestId", "aBcDeFgHiJkLmNo=")
        writer.member("httpMethod", request.method.rawValue)
        writeIdentity(to: &writer)
        writer.member("path", request.basePath + path)
        writer.member("protocol", "HTTP/1.1")
        writer.member("requestId", details.requestID)
        writer.member("requestTime", details.logTime)
        writer.key("requestTimeEpoch")
        writer.int(details.time)
        writer.member("resourceId", "a1b2c3")
        writer.member("resourcePath", resource)
        writer.member("stage", stageIsOneSegment ? String(request.basePath.dropFirst()) : "prod")
        writer.endObject()
        writeBody(to: &writer)
        writer.key("isBase64Encoded")
        writer.bool(!bodyIsText)
    }

    func writeLoadBalancer(to writer: inout JSONWriter) {
        let isMultiValue = shape == .loadBalancerMultiValue
        writer.key("requestContext")
        writer.beginObject()
        writer.key("elb")
        writer.beginObject()
        let group = "targetgroup/swiftlet/49e9d65c45c6791a"
        writer.member(
            "targetGroupArn",
            "arn:aws:elasticloadbalancing:\(details.region):\(details.accountID):\(group)"
        )
        writer.endObject()
        writer.endObject()
        writer.member("httpMethod", request.method.rawValue)
        writer.member("path", request.basePath + request.encodedPath)
        let encoded = QueryString.rawItems(details.rawQuery ?? request.queryString)
        let fields = fieldsWithCookies
        if isMultiValue {
            writeMap("multiValueQueryStringParameters", of: grouped(encoded), to: &writer) { values, writer in
                writer.strings(values)
            }
            writeMap("multiValueHeaders", of: fields, to: &writer) { values, writer in writer.strings(values) }
        } else {
            writeMap("queryStringParameters", of: grouped(encoded), to: &writer) { values, writer in
                writer.string(values.last ?? "")
            }
            writeMap("headers", of: fields, to: &writer) { values, writer in writer.string(values.last ?? "") }
        }
        writeBody(to: &writer)
        writer.key("isBase64Encoded")
        writer.bool(!bodyIsText)
    }
}
