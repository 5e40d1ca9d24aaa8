import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import Testing

private struct Fields: Model {
    var tags: [String]
    var agent: String?

    static let schema = Schema(Fields.init, Field("x_tag", \.tags, default: []), Field("user_agent", \.agent))
}

private let app = App(title: "", version: "") {
    Endpoint(.get, "/list", Header("X-Tag", [String].self)) { $0 }
    Endpoint(.get, "/set", Header("x_tag", Set<String>.self)) { $0.sorted() }
    Endpoint(.get, "/optional", Header("x-tag", [String]?.self)) { $0 ?? ["none"] }
    Endpoint(.get, "/numbers", Header("x-tag", [Int].self)) { $0 }
    Endpoint(.get, "/one", Header("x-tag", String.self)) { $0 }
    Endpoint(.get, "/model", Header(Fields.self)) { $0.tags + [$0.agent ?? "-"] }
}

@Suite struct HeaderListTests {
    private func output(_ path: String, _ shape: HTTPEventShape, _ values: [String]) async throws -> String {
        guard let name = HTTPField.Name("X-Tag") else { return "" }
        var request = Request(path: path, headers: [.userAgent: "a, b"])
        for value in values { request.headers.append(HTTPField(name: name, value: value)) }
        let root = try JSONDocument(parsing: try await app(shape.event(for: request))).root
        return try shape.response(from: root).text
    }

    @Test(arguments: HTTPEventShape.all.filter { !$0.hasSingleValues })
    func `a repeated field is decoded to the same list in every shape`(shape: HTTPEventShape) async throws {
        #expect(try await output("/list", shape, ["red", "green"]) == #"["red","green"]"#)
        #expect(try await output("/set", shape, ["red", "green,red"]) == #"["green","red"]"#)
        #expect(try await output("/model", shape, ["red", "green"]) == #"["red","green","a, b"]"#)
    }

    @Test(arguments: HTTPEventShape.all)
    func `a field is split at commas outside of quotes`(shape: HTTPEventShape) async throws {
        let value = #"red ,, "a, \"b", green,"#
        #expect(try await output("/list", shape, [value]) == #"["red","\"a, \\\"b\"","green"]"#)
        #expect(try await output("/optional", shape, []) == #"["none"]"#)
        #expect(try await output("/numbers", shape, ["1, 2,3"]) == "[1,2,3]")
        #expect(try await output("/one", shape, ["red, green"]) == #""red, green""#)
    }
}
