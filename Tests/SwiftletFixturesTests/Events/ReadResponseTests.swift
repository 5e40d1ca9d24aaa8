import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import Testing

/// Response events are read as the platform reads them.
@Suite struct ReadResponseTests {
    private static let fields: HTTPFields = {
        var fields: HTTPFields = [.contentType: "application/json", .vary: "Origin"]
        fields.append(HTTPField(name: .vary, value: "Accept"))
        fields.append(HTTPField(name: .setCookie, value: "a=1; Expires=Tue, 01 Jan 2030 00:00:00 GMT"))
        fields.append(HTTPField(name: .setCookie, value: "b=2"))
        return fields
    }()

    private func node(_ text: String) throws -> JSONNode {
        try JSONDocument(parsing: Array(text.utf8)).root
    }

    @Test(arguments: HTTPEventShape.all)
    func `decodes a response from the format of each shape`(_ shape: HTTPEventShape) throws {
        for body in [Array("{}".utf8), [0xff, 0x00], []] as [[UInt8]] {
            let response = Response(.created, headers: Self.fields, body: .bytes(body))
            let json = try shape.write(response, for: Request(shape: shape))
            let read = try shape.response(from: JSONDocument(parsing: json).root)
            #expect(read.status == .created)
            #expect(read.status.reasonPhrase == "Created")
            #expect(read.headers[.contentType] == "application/json")
            #expect(read.headers[.vary] == "Origin, Accept")
            let cookies = Self.fields[values: .setCookie]
            #expect(read.headers[values: .setCookie] == cookies)
            #expect(read.body.isEmpty == body.isEmpty)
            if case .bytes(let bytes) = read.body { #expect(bytes == body) }
        }
    }

    @Test func `members that the platform does not evaluate for a shape are ignored`() throws {
        let output =
            #"{"statusCode": 200, "headers": {"a": "1"}, "multiValueHeaders": {"a": ["2"]}, "cookies": ["c=1"]}"#
        let expected: [(HTTPEventShape, values: [String], cookies: Int)] = [
            (.restAPI, ["1", "2"], 0), (.httpAPI, ["1"], 1), (.functionURL, ["1"], 1), (.loadBalancer, ["1"], 0),
            (.loadBalancerMultiValue, ["2"], 0), (.lattice, ["1"], 0), (.latticeV1, ["1"], 0),
        ]
        for (shape, values, cookies) in expected {
            let response = try shape.response(from: node(output))
            #expect(response.headers[values: HTTPField.Name("a")!] == values, "\(shape)")
            #expect(response.headers[values: .setCookie].count == cookies, "\(shape)")
        }
    }

    @Test func `infers or rejects a result that is not a response event`() throws {
        let inferred = try HTTPEventShape.httpAPI.response(from: node(#"{"id": 1}"#))
        #expect(inferred.status == .ok)
        #expect(inferred.headers[.contentType] == "application/json")
        #expect(throws: EventError.self) { try HTTPEventShape.restAPI.response(from: node(#"{"id": 1}"#)) }
        #expect(throws: EventError.self) { try HTTPEventShape.restAPI.response(from: node(#"{"statusCode": 1000}"#)) }
        let malformed = #"{"statusCode": 200, "body": "?", "isBase64Encoded": true}"#
        #expect(throws: EventError.self) { try HTTPEventShape.httpAPI.response(from: node(malformed)) }
    }
}
