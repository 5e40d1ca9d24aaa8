import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import Testing

/// Events generated from requests have the format of the platform.
@Suite struct WrittenEventTests {
    private static func request() throws -> Request {
        var request = Request(method: .get, path: "/users/7", query: QueryString.parse("a=1&a=x%20y&b=%2B"))
        let name = try #require(HTTPField.Name("X-Tag"))
        request.headers = [name: "red", .cookie: "theme=dark; session=abc"]
        request.headers.append(HTTPField(name: name, value: "green"))
        request.headers.append(HTTPField(name: .cookie, value: "last=1"))
        request.pathParameters = ["id": "7"]
        return request
    }

    private func event(_ shape: HTTPEventShape) throws -> JSON {
        var details = HTTPEventDetails()
        details.rawQuery = "a=1&a=x%20y&b=%2B"
        details.routeKey = "GET /users/{id}"
        return try JSON(parsing: try shape.event(for: Self.request(), details: details))
    }

    @Test(arguments: [HTTPEventShape.httpAPI, .functionURL])
    func `encodes an event with payload format 2.0`(_ shape: HTTPEventShape) throws {
        let event = try event(shape)
        #expect(event["rawQueryString"] == "a=1&a=x%20y&b=%2B")
        #expect(event["queryStringParameters"] == ["a": "1,x y", "b": "+"])
        #expect(event["cookies"] == ["theme=dark", "session=abc", "last=1"])
        #expect(event["headers"]?["x-tag"] == "red,green")
        #expect(event["headers"]?["cookie"] == nil)
        #expect(event["routeKey"] == "GET /users/{id}")
        #expect(event["requestContext"]?["routeKey"] == "GET /users/{id}")
        #expect(event["pathParameters"] == ["id": "7"])
    }

    @Test func `encodes a REST API event`() throws {
        let event = try event(.restAPI)
        #expect(event["resource"] == "/users/{id}")
        #expect(event["requestContext"]?["resourcePath"] == "/users/{id}")
        #expect(event["headers"]?["X-Tag"] == "green")
        #expect(event["multiValueHeaders"]?["X-Tag"] == ["red", "green"])
        #expect(event["multiValueHeaders"]?["X-Forwarded-Proto"] == ["https"])
        #expect(event["multiValueHeaders"]?["Cookie"] == ["theme=dark; session=abc; last=1"])
        #expect(event["queryStringParameters"] == ["a": "x y", "b": "+"])
        #expect(event["multiValueQueryStringParameters"] == ["a": ["1", "x y"], "b": ["+"]])
    }

    @Test func `encodes a load balancer event`() throws {
        let single = try event(.loadBalancer)
        #expect(single["queryStringParameters"] == ["a": "x%20y", "b": "%2B"])
        #expect(single["headers"]?["x-tag"] == "green")
        #expect(single["multiValueHeaders"] == nil)
        let multi = try event(.loadBalancerMultiValue)
        #expect(multi["multiValueQueryStringParameters"] == ["a": ["1", "x%20y"], "b": ["%2B"]])
        #expect(multi["multiValueHeaders"]?["x-tag"] == ["red", "green"])
        #expect(multi["headers"] == nil)
    }

    @Test func `encodes a VPC Lattice event`() throws {
        let event = try event(.lattice)
        #expect(event["queryStringParameters"] == ["a": ["1", "x y"], "b": ["+"]])
        #expect(event["headers"]?["x-tag"] == ["red", "green"])
        let first = try self.event(.latticeV1)
        #expect(first["raw_path"] == "/users/7")
        #expect(first["query_string_parameters"] == ["a": "x y", "b": "+"])
        #expect(first["headers"]?["x-tag"] == "green")
        #expect(first["is_base64_encoded"] == false)
        #expect(first["requestContext"] == nil)
    }
}
