import HTTPTypes
import SwiftletFixtures
import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct HTTPEventResponseTests {
    /// The response event of a shape.
    private func output(_ shape: HTTPEventShape, _ response: Response, to method: HTTPRequest.Method = .get) throws
        -> JSON
    {
        try JSON(parsing: shape.write(response, for: Request(method: method, shape: shape)))
    }

    private static let fields: HTTPFields = {
        var fields: HTTPFields = [.contentType: "application/json", .vary: "Origin"]
        fields.append(HTTPField(name: .vary, value: "Accept"))
        fields.append(HTTPField(name: .setCookie, value: "a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT"))
        fields.append(HTTPField(name: .setCookie, value: "b=2"))
        return fields
    }()

    @Test(arguments: [
        (
            HTTPEventShape.httpAPI,
            """
            {"statusCode": 201, "headers": {"content-type": "application/json", "vary": "Origin, Accept"},
             "cookies": ["a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT", "b=2"], "body": "{}", "isBase64Encoded": false}
            """
        ),
        (
            .functionURL,
            """
            {"statusCode": 201, "headers": {"content-type": "application/json", "vary": "Origin, Accept"},
             "cookies": ["a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT", "b=2"], "body": "{}", "isBase64Encoded": false}
            """
        ),
        (
            .restAPI,
            """
            {"statusCode": 201, "headers": {"content-type": "application/json"}, "multiValueHeaders":
             {"vary": ["Origin", "Accept"], "set-cookie": ["a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT", "b=2"]},
             "body": "{}", "isBase64Encoded": false}
            """
        ),
        (
            .loadBalancer,
            """
            {"statusCode": 201, "statusDescription": "201 Created", "headers": {"content-type": "application/json",
             "vary": "Origin, Accept", "set-cookie": "a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT", "Set-cookie": "b=2"},
             "body": "{}", "isBase64Encoded": false}
            """
        ),
        (
            .loadBalancerMultiValue,
            """
            {"statusCode": 201, "statusDescription": "201 Created", "multiValueHeaders":
             {"content-type": ["application/json"], "vary": ["Origin", "Accept"],
             "set-cookie": ["a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT", "b=2"]}, "body": "{}", "isBase64Encoded": false}
            """
        ),
        (
            .lattice,
            """
            {"statusCode": 201, "statusDescription": "201 Created", "headers": {"content-type": "application/json",
             "vary": "Origin, Accept", "set-cookie": "a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT", "Set-cookie": "b=2"},
             "body": "{}", "isBase64Encoded": false}
            """
        ),
        (
            .latticeV1,
            """
            {"statusCode": 201, "statusDescription": "201 Created", "headers": {"content-type": "application/json",
             "vary": "Origin, Accept", "set-cookie": "a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT", "Set-cookie": "b=2"},
             "body": "{}", "isBase64Encoded": false}
            """
        ),
    ])
    func `encodes a response in the format of each shape`(_ shape: HTTPEventShape, _ expected: String) throws {
        let response = Response(.created, headers: Self.fields, body: .bytes(Array("{}".utf8)))
        #expect(try output(shape, response) == JSON(parsing: expected))
    }

    @Test func `a single cookie of a REST API response is a single-value header`() throws {
        let output = try output(.restAPI, Response(.ok, headers: [.setCookie: "a=1"]))
        #expect(output["headers"] == ["set-cookie": "a=1"])
        #expect(output["multiValueHeaders"] == nil)
    }

    @Test(arguments: HTTPEventShape.all)
    func `an empty body is an empty string and not base64`(_ shape: HTTPEventShape) throws {
        for type in ["image/png", "application/json"] {
            let output = try output(shape, Response(.ok, headers: [.contentType: type]))
            #expect(output["body"] == "")
            #expect(output["isBase64Encoded"] == false)
        }
        let output = try output(shape, Response(.ok))
        #expect(output["body"] == "")
        #expect(output["headers"] ?? output["multiValueHeaders"] == [:])
    }

    @Test(
        arguments: [
            ("application/json", nil, "{\"a\":\"ü\\n\"}", false),
            ("text/plain", nil, "text", false),
            ("image/svg+xml", nil, "<svg/>", false),
            ("image/png", nil, "text", true),
            (nil, nil, "text", false),
            (nil, "gzip", "text", true),
            ("text/plain", "gzip", "text", true),
            ("application/json", "identity", "{}", true),
        ] as [(String?, String?, String, Bool)]
    )
    func `text bodies are sent verbatim, others and those with a content encoding as base64`(
        _ type: String?,
        _ encoding: String?,
        _ body: String,
        _ isBase64: Bool
    ) throws {
        var response = Response(.ok, body: .bytes(Array(body.utf8)))
        response.headers[.contentType] = type
        response.headers[.contentEncoding] = encoding
        for shape in HTTPEventShape.all {
            let output = try output(shape, response)
            #expect(output["isBase64Encoded"] == .bool(isBase64))
            #expect(output["body"]?.string == (isBase64 ? Base64.encode(Array(body.utf8)) : body))
        }
    }

    @Test(
        arguments: [[0xff], [0x7b, 0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80]] as [[UInt8]]
    )
    func `a text body that is not UTF-8 is sent as base64`(_ body: [UInt8]) throws {
        let output = try output(.httpAPI, Response(.ok, headers: [.contentType: "text/plain"], body: .bytes(body)))
        #expect(output["isBase64Encoded"] == true)
        #expect(output["body"]?.string.flatMap { Base64.decode($0) } == body)
    }

    @Test func `control characters and NUL are preserved in a text body`() throws {
        let body = "\u{0}\u{1}\"\\\r\n\u{7f}\u{2028}😀"
        let output = try output(.httpAPI, .text(body))
        #expect(output["body"]?.string == body)
        #expect(output["isBase64Encoded"] == false)
    }

    @Test(arguments: [HTTPResponse.Status.noContent, .notModified, .earlyHints])
    func `a bodiless status has no body and no content type`(_ status: HTTPResponse.Status) throws {
        var headers: HTTPFields = [.contentType: "application/json", .eTag: "\"1\""]
        headers[.contentLength] = "2"
        for shape in HTTPEventShape.all {
            let output = try output(shape, Response(status, headers: headers, body: .bytes(Array("{}".utf8))))
            #expect(output["body"] == "")
            let fields = try #require(output["headers"] ?? output["multiValueHeaders"])
            #expect(fields.object?.keys == ["etag"])
        }
    }

    @Test(arguments: HTTPEventShape.all)
    func `a response to HEAD has the header fields but no body`(_ shape: HTTPEventShape) throws {
        let stream = BodyStream { _ in }
        for body in [Response.Body.bytes(Array("{}".utf8)), .stream(stream)] {
            let response = Response(.ok, headers: [.contentType: "application/json"], body: body)
            let output = try output(shape, response, to: .head)
            #expect(output["body"] == "")
            #expect((output["headers"] ?? output["multiValueHeaders"])?["content-type"] != nil)
        }
    }

    @Test func `rejects a stream that has not been collected`() {
        let response = Response(.ok, body: .stream(BodyStream { _ in }))
        let error = #expect(throws: EventError.self) { try HTTPEventShape.httpAPI.write(response, for: Request()) }
        #expect(error?.code == .invalidValue)
    }

    @Test(arguments: [
        (200, "200 OK"), (404, "404 Not Found"), (422, "422 Unprocessable Content"), (299, "299 Success"),
        (499, "499 Client Error"), (599, "599 Server Error"), (402, "402 Payment Required"), (999, "999 Unknown"),
    ])
    func `a load balancer response has a status description for any status`(_ code: Int, _ description: String) throws {
        let output = try output(.loadBalancer, Response(HTTPResponse.Status(code: code)))
        #expect(output["statusDescription"]?.string == description)
        #expect(try self.output(.httpAPI, Response(.ok))["statusDescription"] == nil)
        #expect(try self.output(.restAPI, Response(.ok))["statusDescription"] == nil)
    }

    @Test(arguments: [
        (HTTPEventShape.loadBalancer, 1_048_576), (.loadBalancerMultiValue, 1_048_576), (.httpAPI, 6_291_556),
        (.restAPI, 6_291_556), (.functionURL, 6_291_556), (.lattice, 6_291_556), (.latticeV1, 6_291_556),
    ])
    func `rejects a response that exceeds the size limit by one byte`(_ shape: HTTPEventShape, _ limit: Int) throws {
        #expect(shape.maximumResponseSize == limit)
        let request = Request(shape: shape)
        func response(_ size: Int) -> Response {
            Response(.ok, headers: [.contentType: "text/plain"], body: .bytes([UInt8](repeating: 0x61, count: size)))
        }
        let overhead = try shape.write(response(1), for: request).count - 1
        #expect(try shape.write(response(limit - overhead), for: request).count == limit)
        for size in [limit - overhead + 1, limit + 1] {
            let error = #expect(throws: EventError.self) { try shape.write(response(size), for: request) }
            #expect(error?.code == .responseTooLarge)
        }
        // Base64 increases the size by a third.
        let binary = Response(
            .ok,
            headers: [.contentType: "image/png"],
            body: .bytes([UInt8](repeating: 0, count: limit * 3 / 4))
        )
        #expect(throws: EventError.self) { try shape.write(binary, for: request) }
    }

    @Test(arguments: HTTPEventShape.all)
    func `the prelude of a stream has everything except the body`(_ shape: HTTPEventShape) throws {
        let response = Response(.created, headers: Self.fields, body: .stream(BodyStream { _ in }))
        let prelude = shape.prelude(of: response, for: Request(shape: shape))
        #expect(prelude.suffix(8) == [UInt8](repeating: 0, count: 8)[...])
        let head = try JSON(parsing: Array(prelude.dropLast(8)))
        let whole = try output(shape, Response(.created, headers: Self.fields))
        var expected = whole
        expected["body"] = nil
        expected["isBase64Encoded"] = nil
        #expect(head == expected)
    }

    @Test(arguments: HTTPEventShape.all)
    func `every cookie is sent, with different spellings of the name in an object`(_ shape: HTTPEventShape) throws {
        var response = Response(.ok)
        let cookies = (0..<512).map { "c\($0)=1" }
        for cookie in cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        let root = try JSONDocument(parsing: shape.write(response, for: Request(shape: shape))).root
        #expect(try shape.response(from: root).headers[values: .setCookie] == cookies)
    }
}
