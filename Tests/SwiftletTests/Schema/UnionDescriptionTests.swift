import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

/// The JSON Schemas of unions that contain themselves.
@Suite struct UnionDescriptionTests {
    /// A union that contains itself, with the same schema in both modes.
    indirect enum Tree: UntaggedUnion {
        case leaf(Int)
        case list([Tree])
        case holder(Holder)

        static let members = UnionMembers(
            UnionMember(Tree.leaf) { if case .leaf(let leaf) = $0 { leaf } else { nil } },
            UnionMember(Tree.holder) { if case .holder(let holder) = $0 { holder } else { nil } },
            UnionMember(Tree.list, label: "list") { if case .list(let trees) = $0 { trees } else { nil } }
        )
    }

    /// A member of the union that contains the union.
    struct Holder: Model {
        var tree: Tree

        static let schema = Schema(Holder.init, Field("tree", \.tree))
    }

    /// A union that contains itself and whose schema differs by mode.
    indirect enum Sum: UntaggedUnion {
        case amount(Decimal)
        case parts([String: Sum])

        static let members = UnionMembers(
            UnionMember(Sum.amount) { if case .amount(let amount) = $0 { amount } else { nil } },
            UnionMember(Sum.parts, label: "parts") { if case .parts(let parts) = $0 { parts } else { nil } }
        )
    }

    /// One of two unions that contain each other.
    indirect enum Even: UntaggedUnion {
        case end(Int)
        case next([Odd])

        static let members = UnionMembers(
            UnionMember(Even.end) { if case .end(let end) = $0 { end } else { nil } },
            UnionMember(Even.next, label: "next") { if case .next(let next) = $0 { next } else { nil } }
        )
    }

    indirect enum Odd: UntaggedUnion {
        case end(String)
        case next([Even])

        static let members = UnionMembers(
            UnionMember(Odd.end) { if case .end(let end) = $0 { end } else { nil } },
            UnionMember(Odd.next, label: "next") { if case .next(let next) = $0 { next } else { nil } }
        )
    }

    private static let tree: JSON = ["$ref": "#/components/schemas/Tree"]
    private static let treeSchema: JSON = [
        "anyOf": [
            ["type": "integer"], ["$ref": "#/components/schemas/Holder"], ["type": "array", "items": tree],
        ]
    ]

    @Test(arguments: [SchemaMode.input, .output])
    func `registers and references a union that contains itself`(_ mode: SchemaMode) {
        var registry = SchemaRegistry()
        registry.mode = mode
        #expect(JSON.object(Tree.describe([], &registry)) == Self.tree)
        #expect(JSON.object(Tree.describe([], &registry)) == Self.tree)
        #expect(registry.schemas["Tree"] == Self.treeSchema)
        #expect(registry.schemas["Holder"]?["properties"]?["tree"]?["$ref"] == Self.tree["$ref"])
        #expect(Set(registry.schemas.keys) == ["Tree", "Holder"])
    }

    @Test func `the schema of a union does not depend on where it is described first`() {
        var registry = SchemaRegistry()
        _ = Holder.describe([], &registry)
        #expect(JSON.object(Tree.describe([], &registry)) == Self.tree)
        #expect(registry.schemas["Tree"] == Self.treeSchema)
    }

    @Test func `describes unions that contain each other`() {
        var registry = SchemaRegistry()
        #expect(Even.describe([], &registry) == ["$ref": "#/components/schemas/Even"])
        let odd: JSON = [
            "anyOf": [["type": "string"], ["type": "array", "items": ["$ref": "#/components/schemas/Even"]]]
        ]
        #expect(
            registry.schemas["Even"] == ["anyOf": [["type": "integer"], ["type": "array", "items": odd]]]
        )
    }

    @Test func `a document references unions that contain themselves`() throws {
        let app = App(title: "T", version: "1") {
            Endpoint(.post, "/trees", Body(Tree.self)) { tree in tree }
            Endpoint(.post, "/sums", Body(Sum.self)) { sum in sum }
        }
        let document = try JSON(parsing: app.openAPIDocument())
        let schemas = try #require(document["components"]?["schemas"]?.object)
        #expect(schemas["Tree"] == Self.treeSchema)
        for mode in ["Input", "Output"] {
            let parts = schemas["Sum-\(mode)"]?["anyOf"]?.array?.last
            #expect(parts?["additionalProperties"] == ["$ref": .string("#/components/schemas/Sum-\(mode)")])
        }
        #expect(schemas["Sum"] == nil && schemas["Tree-Input"] == nil)
    }
}
