import HTTPTypes
import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct HTTPEventRequestTests {
    @Test func `decodes an HTTP API event`() throws {
        let request = try request(Samples.httpAPI)
        #expect(request.method == .post)
        #expect(request.path == "/path/to/resource")
        #expect(!request.pathIsEncoded)
        #expect(request.basePath == "")
        #expect(request.query == ["parameter1=value1", "parameter1=value2", "parameter2=value"])
        #expect(request.headers[HTTPField.Name("header2")!] == "value1,value2")
        #expect(request.headers[values: .cookie] == ["cookie1", "cookie2"])
        #expect(request.body == Array(#"{"test":"body"}"#.utf8))
        #expect(request.clientAddress == "192.168.0.1/32")
        #expect(request.host == "id.execute-api.us-east-1.amazonaws.com")
        #expect(request.scheme == "https")
        #expect(request.pathParameters == ["parameter1": "value1"])
        #expect(request.claims?["claim1"]?.string == "value1")
        #expect(request.scopes == ["scope1", "scope2"])
        #expect(request.authorizerContext == nil)
        #expect(request.iamIdentity == nil)
        #expect(request.event?["requestContext"]?["requestId"]?.string == "id")
    }

    @Test func `decodes a function URL event`() throws {
        let request = try request(Samples.functionURL)
        #expect(request.shape == .functionURL)
        #expect(request.path == "/my/p%20ath")
        #expect(request.pathIsEncoded)
        #expect(request.pathSegments == ["my", "p ath"])
        #expect(request.query == ["parameter1=value1", "parameter1=value2", "parameter2=va+lue"])
        // The event also has the cookies in its headers; they must not be duplicated.
        #expect(request.headers[values: .cookie] == ["cookie1=1", "cookie2=2"])
        #expect(request.cookies == ["cookie1=1", "cookie2=2"])
        #expect(request.body == Array("Hello from client!".utf8))
        #expect(request.clientAddress == "123.123.123.123")
        #expect(request.iamIdentity?["accountId"]?.string == "111122223333")
        #expect(request.claims == nil)
    }

    @Test func `decodes a REST API event`() throws {
        let request = try request(Samples.restAPI)
        #expect(request.method == .post)
        #expect(request.path == "/path/to/resource")
        #expect(request.pathIsEncoded)
        #expect(request.basePath == "/prod")
        #expect(request.externalPath(request.path) == "/prod/path/to/resource")
        #expect(request.query == ["foo=bar"])
        // Values in both maps are not duplicated; the multi-value map takes precedence.
        #expect(request.headers[values: HTTPField.Name("host")!] == ["0123456789.execute-api.us-east-1.amazonaws.com"])
        #expect(request.headers[.userAgent] == "Custom User Agent String")
        #expect(request.headers[.via] == "1.1 08f323deadbeefa7af34d5feb414ce27.cloudfront.net (CloudFront)")
        #expect(request.body == Array(#"{"test":"body"}"#.utf8))
        #expect(request.clientAddress == "127.0.0.1")
        #expect(request.iamIdentity == nil)
        #expect(request.claims == nil)
    }

    @Test func `decodes a REST API event with all nullable members null`() throws {
        let event = try node(
            """
            {"resource": "/", "path": "/", "httpMethod": "GET", "headers": null, "multiValueHeaders": null,
             "queryStringParameters": null, "multiValueQueryStringParameters": null, "pathParameters": null,
             "stageVariables": null, "body": null, "isBase64Encoded": false,
             "requestContext": {"path": "/", "stage": "prod", "identity": {"sourceIp": null}, "authorizer": null}}
            """
        )
        let request = try request(event)
        #expect(request.headers.isEmpty)
        #expect(request.query.isEmpty)
        #expect(request.pathParameters.isEmpty)
        #expect(request.body.isEmpty)
        #expect(request.clientAddress == nil)
        #expect(request.authorizer == nil)
        #expect(request.host == nil)
        #expect(request.basePath == "")
    }

    @Test func `merges the single-value and multi-value maps of a REST API event`() throws {
        let request = try request(
            try node(
                Samples.restAPI,
                [
                    "headers": ["A": "1", "B": "2", "C": "3"],
                    "multiValueHeaders": ["B": ["x", "y"], "D": ["z"], "C": []],
                    "queryStringParameters": ["p": "1", "q": "2"],
                    "multiValueQueryStringParameters": ["q": ["x", "y"]],
                ]
            )
        )
        #expect(request.headers[values: HTTPField.Name("a")!] == ["1"])
        #expect(request.headers[values: HTTPField.Name("b")!] == ["x", "y"])
        #expect(request.headers[values: HTTPField.Name("c")!] == ["3"])
        #expect(request.headers[values: HTTPField.Name("d")!] == ["z"])
        #expect(request.query == ["q=x", "q=y", "p=1"])
    }

    @Test func `decodes a load balancer event`() throws {
        let request = try request(Samples.loadBalancer)
        #expect(request.method == .post)
        #expect(request.path == "/path/to/resource")
        #expect(request.query == ["query=1234ABCD"])
        #expect(request.headers[.connection] == "keep-alive")
        #expect(request.scheme == "http")
        #expect(request.host == "lambda-alb-123578498.us-east-2.elb.amazonaws.com")
        #expect(request.clientAddress == "72.12.164.125")
        #expect(request.body == Array(#"{"test":"body"}"#.utf8))
    }

    @Test func `decodes a load balancer event with multi-value headers`() throws {
        let request = try request(Samples.loadBalancerMultiValue)
        #expect(request.shape == .loadBalancerMultiValue)
        // Keys and values are decoded separately, after splitting.
        #expect(
            request.query == [
                QueryItem("tag", "a&b"), QueryItem("tag", "c d"), QueryItem("tag", "e f"), QueryItem("na=me", "1"),
            ]
        )
        #expect(request.headers[values: HTTPField.Name("x-many")!] == ["1", "2"])
        #expect(request.cookies == ["a=1", "b=2"])
        // Entries from the client precede the one added by the load balancer.
        #expect(request.clientAddress == "72.12.164.125")
    }

    @Test func `a health check has no host and no query`() throws {
        let request = try request(Samples.healthCheck)
        #expect(request.host == nil)
        #expect(request.query.isEmpty)
        #expect(request.body.isEmpty)
        #expect(request.clientAddress == nil)
        #expect(request.externalURL(path: "/x") == "/x")
    }

    @Test func `decodes a VPC Lattice event`() throws {
        let request = try request(Samples.lattice)
        #expect(request.path == "/newpath")
        #expect(request.query == ["parameter1=value1", "parameter1=value2", "parameter2=value"])
        #expect(request.headers[values: HTTPField.Name("header2")!] == ["value1", "value2"])
        #expect(request.host == "svc-0a40eebed65f8d69c.7d67968.vpc-lattice-svcs.us-east-2.on.aws")
        #expect(request.clientAddress == "172.31.40.143")
        #expect(request.iamIdentity?["type"]?.string == "AWS_IAM")
        #expect(request.body == Array(#"{"message": "Hello"}"#.utf8))
    }

    @Test func `header fields are not split at commas`() throws {
        let value = "Mozilla/5.0 (KHTML, like Gecko), Tue, 01 Jan 2030 00:00:00 GMT"
        let changes: [String: JSON?] = ["headers": ["user-agent": .string(value), "if-modified-since": .string(value)]]
        let request = try request(try node(Samples.httpAPI, changes))
        #expect(request.headers[values: .userAgent] == [value])
        #expect(request.headers[values: .ifModifiedSince] == [value])
    }

    @Test func `header names are case-insensitive and may contain escapes`() throws {
        let headers: JSON = [
            "CoNtEnT-tYpE": "application/json", "X-OWN-field": "1", "HOST": "example.com", "no name": "x",
        ]
        let request = try request(try node(Samples.httpAPI, ["headers": headers]))
        #expect(request.headers[.contentType] == "application/json")
        #expect(request.headers[HTTPField.Name("x-own-field")!] == "1")
        #expect(request.host == "example.com")
        #expect(request.headers.count == 5)
        let escaped = Samples.httpAPI.text.replacing("\"Header1\"", with: "\"h\\u006fst\"")
        #expect(try decoded(escaped).host == "value1")
    }

    @Test func `a carriage return in a name does not match a hyphen`() throws {
        let request = try request(try node(Samples.httpAPI, ["headers": ["content\rtype": "text/plain"]]))
        #expect(request.headers[.contentType] == nil)
    }

    @Test func `a line break in a value is replaced`() throws {
        let request = try request(try node(Samples.httpAPI, ["headers": ["x-a": "1\r\nx-b: 2"]]))
        #expect(request.headers[HTTPField.Name("x-a")!] == "1  x-b: 2")
    }

    @Test(arguments: ["evil.com/", "a@b", "a b", "", "a\\b", "é"])
    func `ignores an invalid host`(_ host: String) throws {
        let event = try node(Samples.loadBalancer, ["headers": ["host": .string(host)]])
        #expect(try request(event).host == nil)
    }

    @Test func `numbers and booleans in headers are converted to text`() throws {
        let event = try node(Samples.httpAPI, ["headers": ["content-length": 12, "dnt": true, "x-null": nil]])
        let request = try request(event)
        #expect(request.headers[.contentLength] == "12")
        #expect(request.headers[HTTPField.Name("dnt")!] == "true")
        #expect(request.headers[HTTPField.Name("x-null")!] == nil)
    }

    @Test(
        arguments: [
            (
                Samples.httpAPI, "requestContext.http.method", nil, .missing,
                "requestContext.http.method"
            ),
            (Samples.httpAPI, "requestContext.http.method", 7, .wrongType, "requestContext.http.method"),
            (
                Samples.httpAPI, "requestContext.http.method", "NOT A METHOD", .invalidValue,
                "requestContext.http.method"
            ),
            (Samples.restAPI, "httpMethod", nil, .missing, "httpMethod"),
            (Samples.restAPI, "path", nil, .missing, "path"),
            (Samples.restAPI, "headers", [1], .wrongType, "headers"),
            (Samples.restAPI, "multiValueHeaders", ["a": [["x"]]], .wrongType, "multiValueHeaders.a"),
            (Samples.loadBalancer, "path", nil, .missing, "path"),
            (Samples.loadBalancer, "queryStringParameters", ["a": [[]]], .wrongType, "queryStringParameters"),
            (Samples.lattice, "method", .null, .missing, "method"),
            (Samples.httpAPI, "headers", ["x-a": ["b": 1]], .wrongType, "headers.x-a"),
            (Samples.httpAPI, "cookies", [1], .wrongType, "cookies"),
            (Samples.httpAPI, "body", ["a": 1], .wrongType, "body"),
            (Samples.httpAPI, "body", "eyJ0ZXN0IjoiYm9keSJ", .invalidBase64, "body"),
        ] as [(Sample, String, JSON?, EventError.Code, String)]
    )
    func `an error has the code and path of the invalid member`(
        _ sample: Sample,
        _ path: String,
        _ change: JSON?,
        _ code: EventError.Code,
        _ memberPath: String
    ) throws {
        let event = try node(sample, [path: change])
        let shape = try HTTPEventShape(recognizing: event)
        let error = #expect(throws: EventError.self) { try shape.request(from: event) }
        #expect(error?.code == code)
        #expect(error?.path == memberPath)
        #expect(error?.description.contains(memberPath) == true)
    }

    @Test func `a base64 body is decoded regardless of its content type`() throws {
        let headers: JSON = ["content-type": "application/json"]
        let request = try request(try node(Samples.httpAPI, ["headers": headers, "body": "AP8="]))
        #expect(request.body == [0x00, 0xff])
    }

    @Test(arguments: [HTTPEventShape.httpAPI, .restAPI, .loadBalancer])
    func `rejects a body over the limit, as text and as base64`(_ shape: HTTPEventShape) throws {
        let text = String(repeating: "a", count: 1000)
        for (body, isBase64) in [(text, false), (Base64.encode(Array(text.utf8)), true)] {
            let event = try node(Samples.httpAPI, ["body": .string(body), "isBase64Encoded": .bool(isBase64)])
            #expect(try request(event, HTTPEventOptions(maximumBodySize: 1000)).body.count == 1000)
            let error = #expect(throws: EventError.self) { try request(event, HTTPEventOptions(maximumBodySize: 999)) }
            #expect(error?.code == .bodyTooLarge)
        }
    }

    @Test func `rejects more header fields than HTTPFields can hold`() throws {
        let headers = (0..<70_000).map { (key: "x-\($0)", value: JSON.string("")) }
        let event = try node(Samples.httpAPI, ["headers": .object(JSONObject(headers))])
        let error = #expect(throws: EventError.self) { try request(event) }
        #expect(error?.code == .invalidValue)
    }

    private func decoded(_ text: String) throws -> Request {
        try request(text)
    }
}
