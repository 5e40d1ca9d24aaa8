import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

/// The JSON Schemas of all types, which match Pydantic's.
@Suite struct DescriptionTests {
    struct Everything: Model {
        var i: Int
        var f: Double
        var s: String
        var o: String?
        var l: [Int]
        var st: Set<Int>
        var d: [String: Int]
        var dt: Date
        var da: CalendarDate
        var ti: TimeOfDay
        var u: UUID
        var sec: Secret<String>
        var lit: String
        var one: String
        var n: Note
        var on: Note?
        var color: Color
        var isActive: Bool
        var userId2: Int
        var notes: [Note]
        var any: JSON

        static let schema = Schema(
            Everything.init,
            Field(
                "i",
                \.i,
                .range(1..<5),
                .multipleOf(2),
                default: 3,
                title: "T",
                description: "d",
                examples: [1, 2],
                isDeprecated: true
            ),
            Field("f", \.f, .gt(1.5)),
            Field("s", \.s, .length(1...3), .pattern("^a")),
            Field("o", \.o),
            Field("l", \.l, .length(...3), default: []),
            Field("st", \.st),
            Field("d", \.d, .length(1...2)),
            Field("dt", \.dt),
            Field("da", \.da),
            Field("ti", \.ti),
            Field("u", \.u),
            Field("sec", \.sec, .length(8...)),
            Field("lit", \.lit, .oneOf("a", "b")),
            Field("one", \.one, .oneOf("a")),
            Field("n", \.n, description: "nested"),
            Field("on", \.on),
            Field("color", \.color),
            Field("isActive", \.isActive, default: true),
            Field("user_id2", \.userId2),
            Field("notes", \.notes),
            Field("any", \.any),
            description: "Doc here."
        )
    }

    struct Note: Model {
        var text: String

        static let schema = Schema(Note.init, Field("text", \.text), name: "Remark", extraKeys: .forbidden)
    }

    @Test func `describes a model`() throws {
        var registry = SchemaRegistry()
        #expect(Everything.describe([], &registry) == ["$ref": "#/components/schemas/Everything"])
        let expected = try JSON(
            parsing: #"""
                {"properties": {
                  "i": {"default": 3, "deprecated": true, "description": "d", "examples": [1, 2], "exclusiveMaximum": 5, "minimum": 1, "multipleOf": 2, "title": "T", "type": "integer"},
                  "f": {"exclusiveMinimum": 1.5, "title": "F", "type": "number"},
                  "s": {"maxLength": 3, "minLength": 1, "pattern": "^a", "title": "S", "type": "string"},
                  "o": {"anyOf": [{"type": "string"}, {"type": "null"}], "title": "O"},
                  "l": {"default": [], "items": {"type": "integer"}, "maxItems": 3, "title": "L", "type": "array"},
                  "st": {"items": {"type": "integer"}, "title": "St", "type": "array", "uniqueItems": true},
                  "d": {"additionalProperties": {"type": "integer"}, "maxProperties": 2, "minProperties": 1, "title": "D", "type": "object"},
                  "dt": {"format": "date-time", "title": "Dt", "type": "string"},
                  "da": {"format": "date", "title": "Da", "type": "string"},
                  "ti": {"format": "time", "title": "Ti", "type": "string"},
                  "u": {"format": "uuid", "title": "U", "type": "string"},
                  "sec": {"format": "password", "minLength": 8, "title": "Sec", "type": "string", "writeOnly": true},
                  "lit": {"enum": ["a", "b"], "title": "Lit", "type": "string"},
                  "one": {"const": "a", "title": "One", "type": "string"},
                  "n": {"$ref": "#/components/schemas/Remark", "description": "nested"},
                  "on": {"anyOf": [{"$ref": "#/components/schemas/Remark"}, {"type": "null"}]},
                  "color": {"$ref": "#/components/schemas/Color"},
                  "isActive": {"default": true, "title": "Isactive", "type": "boolean"},
                  "user_id2": {"title": "User Id2", "type": "integer"},
                  "notes": {"items": {"$ref": "#/components/schemas/Remark"}, "title": "Notes", "type": "array"},
                  "any": {"title": "Any"}
                },
                "required": ["f", "s", "st", "d", "dt", "da", "ti", "u", "sec", "lit", "one", "n", "color", "user_id2", "notes", "any"],
                "title": "Everything", "type": "object", "description": "Doc here."}
                """#
        )
        let described = try #require(registry.schemas["Everything"])
        for (name, property) in expected["properties"]?.object ?? [:] {
            #expect(described["properties"]?[name] == property, "\(name)")
        }
        #expect(described == expected)
        #expect(
            registry.schemas["Remark"] == [
                "properties": ["text": ["title": "Text", "type": "string"]], "additionalProperties": false,
                "required": ["text"], "title": "Remark", "type": "object",
            ]
        )
        #expect(
            registry.schemas["Color"] == ["enum": ["red", "green", "blue"], "title": "Color", "type": "string"]
        )
    }

    struct Page<Item: SchemaValue>: Model {
        var items: [Item]

        static var schema: Schema<Page<Item>> { Schema({ Page(items: $0) }, Field("items", \.items)) }
    }

    @Test func `makes schema names valid and unique`() {
        var registry = SchemaRegistry()
        #expect(Page<Int>.describe([], &registry) == ["$ref": "#/components/schemas/Page_Int_"])
        #expect(registry.schemas["Page_Int_"]?["title"] == "Page<Int>")
        let other = registry.reference(to: Int.self, named: "Page_Int_") { _ in [:] }
        #expect(other == ["$ref": "#/components/schemas/Page_Int_2"])
        #expect(Page<Int>.describe([], &registry) == ["$ref": "#/components/schemas/Page_Int_"])
    }

    @Test func `describes the limits of narrow integers`() {
        var registry = SchemaRegistry()
        #expect(UInt8.describe([.le(9)], &registry) == ["type": "integer", "minimum": 0, "maximum": 9])
        #expect(Int.describe([.gt(0)], &registry) == ["type": "integer", "exclusiveMinimum": 0])
        #expect(UInt.describe([.gt(0)], &registry)["minimum"] == 0)
    }

    @Test func `describes a tagged union`() throws {
        var registry = SchemaRegistry()
        let schema = SchemaTests.Pet.describe([], &registry)
        let expected = try JSON(
            parsing: #"""
                {"discriminator": {"mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/PetDog"}, "propertyName": "kind"},
                 "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/PetDog"}]}
                """#
        )
        #expect(JSON.object(schema) == expected)
        #expect(registry.schemas["Cat"]?["properties"]?["kind"] == ["const": "cat", "title": "Kind", "type": "string"])
        #expect(registry.schemas["PetDog"]?["required"] == ["kind", "name"])
        _ = SchemaTests.Dog.describe([], &registry)
        #expect(registry.schemas["Dog"]?["required"] == ["name"])
    }

    @Test func `describes the constraints of elements`() {
        var registry = SchemaRegistry()
        let schema = [String].describe([.each(.length(1...2)), .unique()], &registry)
        #expect(
            schema == [
                "type": "array", "uniqueItems": true, "items": ["type": "string", "minLength": 1, "maxLength": 2],
            ]
        )
    }

    @Test func `describes a recursive model`() {
        var registry = SchemaRegistry()
        _ = SchemaTests.Node.describe([], &registry)
        #expect(
            registry.schemas["Node"]?["properties"]?["children"]?["items"] == ["$ref": "#/components/schemas/Node"]
        )
        #expect(!SchemaTests.Node.schema.containsSecret)
    }
}
