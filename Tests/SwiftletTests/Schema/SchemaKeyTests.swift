import Foundation
import HTTPTypes
import SwiftletJSON
import Testing

@testable import Swiftlet

enum SortOrder: String, SchemaLiteral {
    case ascending = "asc"
    case descending = "desc"
}

enum APIVersion: Int, SchemaLiteral {
    case first = 1
    case second
}

@Suite struct SchemaKeyTests {
    enum Single: String, SchemaLiteral { case only }

    @Test func `decodes literals like Pydantic`() throws {
        for example in PydanticKeys.order.cases { try example.check(SortOrder.self) }
        for example in PydanticKeys.version.cases { try example.check(APIVersion.self) }
    }

    @Test func `decodes dictionary keys like Pydantic`() throws {
        for example in PydanticKeys.integers.cases { try example.check([Int: Int].self) }
        for example in PydanticKeys.uuids.cases { try example.check([UUID: Int].self) }
        for example in PydanticKeys.dates.cases { try example.check([CalendarDate: Int].self) }
        for example in PydanticKeys.colors.cases { try example.check([Color: Int].self) }
        for example in PydanticKeys.levels.cases { try example.check([Level: Int].self) }
    }

    @Test func `encodes keys as sorted names`() throws {
        #expect([10: 1, 9: 2].literal.description == #"{"10":1,"9":2}"#)
        #expect([Level.high: 1].literal.description == #"{"2":1}"#)
        #expect([true: 1].literal.description == #"{"true":1}"#)
        #expect([1.5: 1].literal.description == #"{"1.5":1}"#)
        #expect([SortOrder.ascending: 1].literal.description == #"{"asc":1}"#)
        let address = try #require(IPv4Address("192.0.2.1"))
        #expect([address: 1].literal.description == #"{"192.0.2.1":1}"#)
    }

    @Test func `checks the length of dictionaries with any key type`() throws {
        #expect(try rejected([Int: Int].self, #"{"1":1,"2":2}"#, [.length(...1)]).map(\.type) == ["too_long"])
    }

    @Test func `describes literals inline, and the format of keys`() {
        var registry = SchemaRegistry()
        #expect(SortOrder.describe([], &registry) == ["enum": ["asc", "desc"], "type": "string"])
        #expect(APIVersion.describe([], &registry) == ["enum": [1, 2], "type": "integer"])
        #expect(Single.describe([], &registry) == ["const": "only", "type": "string"])
        #expect(
            [UUID: Int].describe([], &registry) == [
                "type": "object", "additionalProperties": ["type": "integer"], "propertyNames": ["format": "uuid"],
            ]
        )
        #expect([Color: Int].describe([], &registry)["propertyNames"] == ["$ref": "#/components/schemas/Color"])
        #expect([SortOrder: Int].describe([], &registry)["propertyNames"] == ["enum": ["asc", "desc"]])
        #expect([String: Int].describe([], &registry)["propertyNames"] == nil)
        #expect([Level: Int].describe([], &registry)["propertyNames"] == nil)
        #expect([Int8: Int].describe([], &registry)["propertyNames"] == nil)
    }

    // MARK: - Requests

    /// The responses are those of FastAPI 0.165 to `Literal["asc", "desc"]` in the path, `Literal[1, 2]` in the query, `Color`
    /// in the query and in a header, and `Literal["asc", "desc"]` in a cookie.
    private static let app = App(title: "T", version: "1") {
        Endpoint(
            .post,
            "/items/{order}",
            Path("order", SortOrder.self),
            Query("version", APIVersion?.self),
            Query("color", Color.self, default: .red),
            Header("level", Level.self),
            Cookie("sort", SortOrder.self)
        ) { order, version, color, level, sort in
            "\(order) \(version.map { "\($0)" } ?? "-") \(color) \(level) \(sort)"
        }
        Endpoint(.post, "/body", Body([SortOrder: Level].self)) { body in body }
        Endpoint(.post, "/form", FormField("color", Color.self), FormField("order", SortOrder.self)) { color, order in
            "\(color) \(order)"
        }
    }

    private func ask(_ target: String, level: String, cookie: String) async throws -> Response {
        let name = try #require(HTTPField.Name("level"))
        let headers: HTTPFields = [name: level, .cookie: cookie]
        return await Self.app.ask(.post, target, headers: headers)
    }

    @Test func `decodes enumerations and literals in every kind of input`() async throws {
        let valid = try await ask("/items/asc?color=blue", level: "2", cookie: "sort=desc")
        #expect(valid.status == .ok)
        #expect(valid.text == #""ascending - blue high descending""#)
        let body = await Self.app.ask(.post, "/body", json: #"{"asc":2}"#)
        #expect(body.text == #"{"asc":2}"#)
        let form = await Self.app.ask(
            .post,
            "/form",
            headers: [.contentType: "application/x-www-form-urlencoded"],
            body: "color=green&order=desc"
        )
        #expect(form.text == #""green descending""#)
    }

    @Test func `reports errors of enumerations and literals like FastAPI`() async throws {
        let response = try await ask("/items/up?version=1&color=z", level: "q", cookie: "sort=y")
        #expect(response.status == .unprocessableContent)
        let expected = """
            [{"type":"literal_error","loc":["path","order"],\
            "msg":"Input should be 'asc' or 'desc'","input":"up","ctx":{"expected":"'asc' or 'desc'"}},\
            {"type":"literal_error","loc":["query","version"],\
            "msg":"Input should be 1 or 2","input":"1","ctx":{"expected":"1 or 2"}},\
            {"type":"enum","loc":["query","color"],\
            "msg":"Input should be 'red', 'green' or 'blue'","input":"z","ctx":{"expected":"'red', 'green' or 'blue'"}},\
            {"type":"enum","loc":["header","level"],"msg":"Input should be 1 or 2","input":"q","ctx":{"expected":"1 or 2"}},\
            {"type":"literal_error","loc":["cookie","sort"],\
            "msg":"Input should be 'asc' or 'desc'","input":"y","ctx":{"expected":"'asc' or 'desc'"}}]
            """
        #expect(try JSON(parsing: response.text)["detail"] == (try JSON(parsing: expected)))
    }
}
