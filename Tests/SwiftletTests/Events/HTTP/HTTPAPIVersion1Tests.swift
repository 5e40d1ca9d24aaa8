import SwiftletJSON
import Testing

@testable import Swiftlet

private let app = App(title: "", version: "") {
    Endpoint(.get, "/files/{name}", Path("name", String.self)) { $0 }
}

/// HTTP APIs with payload format 1.0: events of the REST API's shape with decoded paths.
@Suite struct HTTPAPIVersion1Tests {
    private func event(_ path: String, version: JSON?, parameters: JSON = JSON.null) throws -> JSONNode {
        let changes: [String: JSON?] = [
            "version": version, "resource": "$default", "path": .string(path), "httpMethod": "GET", "body": nil,
            "requestContext.path": .string(path), "requestContext.stage": "prod", "pathParameters": parameters,
        ]
        return try node(Samples.restAPI, changes)
    }

    @Test(
        arguments: [
            ("/prod/files/a%41", "1.0", ["files", "a%41"], "/files/a%2541"),
            ("/prod/files/a b", "1.0", ["files", "a b"], "/files/a%20b"),
            ("/prod/files/100%", "1.0", ["files", "100%"], "/files/100%25"),
            ("/files/a%41", nil, ["files", "aA"], "/files/a%41"),
            ("/files/a%41", JSON.null, ["files", "aA"], "/files/a%41"),
        ] as [(String, JSON?, [String], String)]
    )
    func `the path is already decoded, unlike that of a REST API`(
        path: String,
        version: JSON?,
        segments: [String],
        encoded: String
    ) async throws {
        let event = try event(path, version: version)
        let request = try request(event)
        #expect(request.pathSegments == segments)
        #expect(request.encodedPath == encoded)
        let response = try JSON(parsing: try await app(event.value.bytes))
        #expect(response["body"]?.string == "\"\(segments[1])\"")
    }

    @Test(arguments: [("1.0", "a%41"), (nil, "aA"), (JSON.null, "aA")] as [(JSON?, String)])
    func `path parameters are already decoded, unlike those of a REST API`(version: JSON?, value: String) throws {
        let event = try event("/", version: version, parameters: ["name": "a%41"])
        #expect(try request(event).pathParameters == ["name": value])
    }

    @Test func `the location of a redirect is percent-encoded`() async throws {
        let event = try event("/prod/files/a b/", version: "1.0")
        let response = try JSON(parsing: try await app(event.value.bytes))
        #expect(response["statusCode"] == 307)
        #expect(response["headers"]?["location"]?.string?.hasPrefix("/prod/files/a%20b") == true)
    }

    @Test(arguments: [("1.0", false), (nil, true), (JSON.null, true)] as [(JSON?, Bool)])
    func `does not stream responses, unlike a REST API`(version: JSON?, streams: Bool) throws {
        #expect(HTTPEventShape.restAPI.streamsResponse(to: try event("/", version: version)) == streams)
    }
}
