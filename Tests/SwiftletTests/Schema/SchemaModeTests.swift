import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

/// Schemas that differ between requests and responses, which match those of FastAPI 0.165.
@Suite struct SchemaModeTests {
    struct Item: Model {
        var name: String
        var tags: [String]
        var note: String?
        var patch: Patch<Int>

        var upper: String { name.uppercased() }

        static let schema = Schema(
            Item.init,
            Field("name", \.name),
            Field("tags", \.tags, default: []),
            Field("note", \.note),
            Field("patch", \.patch),
            computed: [ComputedField("upper", \.upper, description: "In capitals.")]
        )
    }

    struct Plain: Model {
        var a: Int

        static let schema = Schema(Plain.init, Field("a", \.a))
    }

    struct Money: Model {
        var amount: Decimal

        static let schema = Schema(Money.init, Field("amount", \.amount))
    }

    struct Holder: Model {
        var plain: Plain
        var money: Money

        static let schema = Schema(Holder.init, Field("plain", \.plain), Field("money", \.money))
    }

    /// A model with the same schema in both modes and a reference to itself.
    struct Node: Model {
        var children: [Node]

        static let schema = Schema(Node.init, Field("children", \.children))
    }

    struct Tree: Model {
        var children: [Tree]

        static let schema = Schema(Tree.init, Field("children", \.children, default: []))
    }

    private static let document = Result<JSON, any Error> {
        let app = App(title: "T", version: "1") {
            Endpoint(.post, "/items", Body(Item.self)) { item in item }
            Endpoint(.post, "/plains", Body(Plain.self)) { plain in plain }
            Endpoint(.post, "/holders", Body([Holder].self)) { holders in holders }
            Endpoint(.post, "/nodes", Body(Node.self)) { node in node }
            Endpoint(.post, "/trees", Body(Tree.self)) { tree in tree }
            Endpoint(.get, "/prices", Query("least", Decimal.self)) { least in Reply([least]) }
        }
        return try JSON(parsing: app.openAPIDocument())
    }

    private func schemas() throws -> JSONObject {
        try #require(try Self.document.get()["components"]?["schemas"]?.object)
    }

    @Test func `separates only schemas that differ`() throws {
        let names = Set(try schemas().keys).filter { !$0.hasPrefix("HTTP") && $0 != "ValidationError" }
        #expect(
            names == [
                "Item-Input", "Item-Output", "Plain", "Holder-Input", "Holder-Output", "Money-Input", "Money-Output",
                "Node",
                "Tree-Input", "Tree-Output",
            ]
        )
    }

    @Test(arguments: ["Plain-Output", "Plain-Input"])
    func `merges a type's modes even if another type uses the suffixed name`(_ name: String) throws {
        var registry = SchemaRegistry()
        _ = registry.reference(to: Never.self, named: name) { _ in ["type": "null"] }
        _ = Plain.describe([], &registry)
        _ = Money.describe([], &registry)
        registry.mode = .output
        _ = registry.reference(to: Void.self, named: "Money-Input") { _ in ["type": "boolean"] }
        var document: JSONObject = ["plain": .object(Plain.describe([], &registry))]
        document["money"] = .object(Money.describe([], &registry))
        registry.mergeModes(in: &document)
        #expect(Set(registry.schemas.keys) == [name, "Plain", "Money-Input", "Money-Input2", "Money-Output"])
        #expect(document["plain"] == ["$ref": "#/components/schemas/Plain"])
        #expect(document["money"] == ["$ref": "#/components/schemas/Money-Output"])
    }

    @Test func `appends a number to a suffixed name that is in use`() throws {
        var registry = SchemaRegistry()
        _ = registry.reference(to: Never.self, named: "Money-Output") { _ in ["type": "null"] }
        _ = Money.describe([], &registry)
        registry.mode = .output
        var document = Money.describe([], &registry)
        registry.mergeModes(in: &document)
        #expect(document == ["$ref": "#/components/schemas/Money-Output2"])
        #expect(Set(registry.schemas.keys) == ["Money-Output", "Money-Input", "Money-Output2"])
    }

    @Test func `requests and responses reference the schemas of their mode`() throws {
        let paths = try #require(try Self.document.get()["paths"])
        func references(_ path: String) -> [JSON?] {
            let operation = paths[path]?["post"]
            return [operation?["requestBody"], operation?["responses"]?["200"]]
                .map { $0?["content"]?["application/json"]?["schema"] }
                .map { $0?["$ref"] ?? $0?["items"]?["$ref"] }
        }
        let prefix = "#/components/schemas/"
        #expect(references("/items") == [.string(prefix + "Item-Input"), .string(prefix + "Item-Output")])
        #expect(references("/holders") == [.string(prefix + "Holder-Input"), .string(prefix + "Holder-Output")])
        #expect(references("/plains") == [.string(prefix + "Plain"), .string(prefix + "Plain")])
        #expect(references("/nodes") == [.string(prefix + "Node"), .string(prefix + "Node")])
    }

    @Test func `a schema references the schemas of its own mode`() throws {
        let schemas = try schemas()
        #expect(
            schemas["Holder-Output"]?["properties"] == [
                "plain": ["$ref": "#/components/schemas/Plain"], "money": ["$ref": "#/components/schemas/Money-Output"],
            ]
        )
        for mode in ["Input", "Output"] {
            #expect(
                schemas["Tree-\(mode)"]?["properties"]?["children"]?["items"] == [
                    "$ref": .string("#/components/schemas/Tree-\(mode)")
                ]
            )
        }
        #expect(schemas["Node"]?["properties"]?["children"]?["items"] == ["$ref": "#/components/schemas/Node"])
    }

    @Test func `a response requires every field that is always encoded`() throws {
        let schemas = try schemas()
        #expect(schemas["Item-Input"]?["required"] == ["name"])
        #expect(schemas["Item-Output"]?["required"] == ["name", "tags", "note", "upper"])
        #expect(schemas["Item-Input"]?["title"] == "Item")
        #expect(schemas["Item-Output"]?["title"] == "Item")
    }

    @Test func `computed fields occur only in responses and are read-only`() throws {
        let schemas = try schemas()
        #expect(schemas["Item-Input"]?["properties"]?["upper"] == nil)
        #expect(
            schemas["Item-Output"]?["properties"]?["upper"] == [
                "type": "string", "title": "Upper", "description": "In capitals.", "readOnly": true,
            ]
        )
        let item = Item(name: "ab", tags: [], note: nil, patch: .unset)
        #expect(item.literal.description == #"{"name":"ab","tags":[],"note":null,"upper":"AB"}"#)
        let read = try decoded(Item.self, #"{"name":"a","upper":"ignored"}"#)
        #expect(read.upper == "A")
    }

    @Test func `traps on a computed field with the name of a field`() async {
        await #expect(processExitsWith: .failure) {
            struct Twice: Model {
                var a: Int
                static let schema = Schema(Twice.init, Field("a", \.a), computed: [ComputedField("a", \.a)])
            }
            _ = Twice.schema
        }
    }

    @Test func `decodes decimals from numbers and strings, and encodes them as strings`() throws {
        let schemas = try schemas()
        let input = try #require(schemas["Money-Input"]?["properties"]?["amount"])
        #expect(input["anyOf"]?[0] == ["type": "number"])
        #expect(input["anyOf"]?[1]?["type"] == "string")
        #expect(
            schemas["Money-Output"]?["properties"]?["amount"] == [
                "pattern": "^-?[0-9]+(\\.[0-9]+)?$", "type": "string", "title": "Amount",
            ]
        )
        let parameter = try Self.document.get()["paths"]?["/prices"]?["get"]?["parameters"]?[0]?["schema"]
        #expect(parameter?["anyOf"]?[0] == ["type": "number"])
    }

    @Test(arguments: [
        "1", "-1.5", ".5", "5.", "+1e3", "1E-7", " 1 ", "1_000", "1__0", "_1", "1_", "1e60", "00.50", "", ".", "_",
        "e5", "1e", "x",
        "1.2.3", "--1", "1 2", "0x1", "+-1", "1e1.5",
    ])
    func `accepts a string as a decimal exactly if it matches the request's schema`(_ text: String) throws {
        let schemas = try schemas()
        let pattern = try #require(schemas["Money-Input"]?["properties"]?["amount"]?["anyOf"]?[1]?["pattern"]?.string)
        let input = try Regex(pattern)
        let isAccepted = Decimal.decoded(.string(text)) != nil
        #expect(isAccepted == text.contains(input))
        guard let value = Decimal.decoded(.string(text)) else { return }
        let output = try Regex(try #require(schemas["Money-Output"]?["properties"]?["amount"]?["pattern"]?.string))
        let written = try #require(value.literal.string)
        #expect(written.contains(output), "\(written)")
    }

    @Test(arguments: ["1e60", "1e-40", "0.1", "-1e100", "12345678901234567890123456789012345678e80"])
    func `encodes every decimal to match the response's schema`(_ number: String) throws {
        let value = try decoded(Decimal.self, number)
        let schemas = try schemas()
        let output = try Regex(try #require(schemas["Money-Output"]?["properties"]?["amount"]?["pattern"]?.string))
        let written = try #require(value.literal.string)
        #expect(written.contains(output), "\(written)")
        #expect(try decoded(Decimal.self, written) == value)
    }
}

extension Decimal {
    /// Decodes a decimal, or returns `nil` if the value is invalid.
    fileprivate static func decoded(_ json: JSON) -> Decimal? {
        var validation = Validation()
        return decode(.value(json), constraints: [], validation: &validation)
    }
}
