import HTTPTypes
import SwiftletJSON

/// Writes the events of all shapes.
struct EventWriter {
    let request: Request
    let shape: HTTPEventShape
    let details: HTTPEventDetails
    let fields: [(name: String, values: [String])]
    let cookies: [String]
    let address: String?

    init(_ request: Request, _ shape: HTTPEventShape, _ details: HTTPEventDetails) {
        self.request = request
        self.shape = shape
        self.details = details
        let address = request.clientAddress ?? (details.addsPlatformFields ? "127.0.0.1" : nil)
        self.address = address
        var grouped: [(name: String, values: [String])] = []
        func add(_ name: String, _ value: String) {
            if let known = grouped.firstIndex(where: { $0.name == name }) {
                grouped[known].values.append(value)
            } else {
                grouped.append((name, [value]))
            }
        }
        for field in request.headers where field.name != .cookie {
            add(field.name.canonicalName, field.value)
        }
        if details.addsPlatformFields {
            let port = request.scheme == "http" ? "80" : "443"
            let added: [(String, String?)] = [
                ("host", request.host), ("x-forwarded-for", address), ("x-forwarded-port", port),
                ("x-forwarded-proto", request.scheme), ("x-amzn-trace-id", "Root=1-6955b900-0123456789abcdef01234567"),
            ]
            for (name, value) in added where !grouped.contains(where: { $0.name == name }) {
                if let value { add(name, value) }
            }
        }
        self.fields = grouped
        self.cookies = request.headers[values: .cookie]
    }

    // MARK: - The shapes

    func writeVersion2(to writer: inout JSONWriter) {
        let isURL = shape == .functionURL
        let decoded = request.pathIsEncoded ? PercentCoding.decode(request.path) : request.path
        let path = isURL ? request.encodedPath : decoded
        let stage = !isURL && stageIsOneSegment ? String(request.basePath.dropFirst()) : "$default"
        let rawPath = request.basePath + path
        writer.key("version")
        writer.string("2.0")
        writer.key("routeKey")
        writer.string("$default")
        writer.key("rawPath")
        writer.string(rawPath)
        writer.key("rawQueryString")
        writer.string(request.queryString)
        if !cookies.isEmpty {
            writer.key("cookies")
            writer.strings(cookies)
        }
        writeMap("headers", fields, to: &writer) { values, writer in writer.string(values.joined(separator: ",")) }
        if !request.query.isEmpty {
            writeMap("queryStringParameters", groupedQuery(), to: &writer) { values, writer in
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
        writer.member("domainPrefix", String(domain.prefix { $0 != "." }))
        writer.key("http")
        writer.beginObject()
        writer.member("method", request.method.rawValue)
        writer.member("path", rawPath)
        writer.member("protocol", "HTTP/1.1")
        if let address { writer.member("sourceIp", address) }
        writer.member("userAgent", request.headers[.userAgent] ?? "")
        writer.endObject()
        writer.member("requestId", details.requestID)
        writer.member("routeKey", "$default")
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
        writer.member("resource", request.pathParameters["proxy"] == nil ? path : "/{proxy+}")
        writer.member("path", path)
        writer.member("httpMethod", request.method.rawValue)
        let fields = fields + (cookies.isEmpty ? [] : [("cookie", [cookies.joined(separator: "; ")])])
        writeMap("headers", fields, to: &writer) { values, writer in writer.string(values.last ?? "") }
        writeMap("multiValueHeaders", fields, to: &writer) { values, writer in writer.strings(values) }
        let query = groupedQuery()
        writeMap("queryStringParameters", query, orNull: true, to: &writer) { values, writer in
            writer.string(values.last ?? "")
        }
        writeMap("multiValueQueryStringParameters", query, orNull: true, to: &writer) { values, writer in
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
        writer.member("resourcePath", request.pathParameters["proxy"] == nil ? path : "/{proxy+}")
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
        let encoded = request.query.map { item in
            QueryItem(
                PercentCoding.encode(item.name, allowing: .queryComponent),
                PercentCoding.encode(item.value, allowing: .queryComponent)
            )
        }
        let fields = fields + (cookies.isEmpty ? [] : [("cookie", [cookies.joined(separator: "; ")])])
        if isMultiValue {
            writeMap("multiValueQueryStringParameters", grouped(encoded), to: &writer) { values, writer in
                writer.strings(values)
            }
            writeMap("multiValueHeaders", fields, to: &writer) { values, writer in writer.strings(values) }
        } else {
            writeMap("queryStringParameters", grouped(encoded), to: &writer) { values, writer in
                writer.string(values.last ?? "")
            }
            writeMap("headers", fields, to: &writer) { values, writer in writer.string(values.last ?? "") }
        }
        writeBody(to: &writer)
        writer.key("isBase64Encoded")
        writer.bool(!bodyIsText)
    }

    func writeLattice(to writer: inout JSONWriter) {
        writer.member("version", "2.0")
        writer.member("path", request.basePath + request.encodedPath)
        writer.member("method", request.method.rawValue)
        let fields = fields + (cookies.isEmpty ? [] : [("cookie", [cookies.joined(separator: "; ")])])
        writeMap("headers", fields, to: &writer) { values, writer in writer.strings(values) }
        if !request.query.isEmpty {
            writeMap("queryStringParameters", groupedQuery(), to: &writer) { values, writer in writer.strings(values) }
        }
        writeBody(to: &writer)
        writer.key("isBase64Encoded")
        writer.bool(!bodyIsText)
        writer.key("requestContext")
        writer.beginObject()
        let prefix = "arn:aws:vpc-lattice:\(details.region):\(details.accountID):"
        writer.member("serviceNetworkArn", prefix + "servicenetwork/sn-0bf3f2882e9cc805a")
        writer.member("serviceArn", prefix + "service/svc-0a40eebed65f8d69c")
        writer.member("targetGroupArn", prefix + "targetgroup/tg-6d0ecf831eec9f09")
        writer.key("identity")
        if let identity = request.iamIdentity, request.shape == .lattice {
            writer.node(identity)
        } else {
            writer.beginObject()
            writer.member(
                "sourceVpcArn",
                "arn:aws:ec2:\(details.region):\(details.accountID):vpc/vpc-0b8276c84697e7339"
            )
            if let arn = request.iamIdentity?["userArn"]?.string {
                writer.member("type", "AWS_IAM")
                writer.member("principal", arn)
            }
            writer.endObject()
        }
        writer.member("region", details.region)
        writer.member("timeEpoch", "\(details.time)000")
        writer.endObject()
    }
}
