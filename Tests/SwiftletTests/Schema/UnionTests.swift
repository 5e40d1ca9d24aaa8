import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct UnionTests {
    struct A: Model, Equatable {
        var x: Int
        var y: Int

        static let schema = Schema(A.init, Field("x", \.x), Field("y", \.y, default: 1))
    }

    struct B: Model, Equatable {
        var x: Int
        var z: String

        static let schema = Schema(B.init, Field("x", \.x), Field("z", \.z, default: ""))
    }

    /// A union of two types.
    enum Either<First: SchemaValue, Second: SchemaValue>: UntaggedUnion {
        case first(First)
        case second(Second)

        static var members: UnionMembers<Self> {
            UnionMembers(
                UnionMember(Self.first) { if case .first(let value) = $0 { value } else { nil } },
                UnionMember(Self.second) { if case .second(let value) = $0 { value } else { nil } }
            )
        }
    }

    enum Identifier: UntaggedUnion, Equatable {
        case number(Int)
        case name(String)

        static let members = UnionMembers(
            UnionMember(Identifier.number, .ge(5)) { if case .number(let number) = $0 { number } else { nil } },
            UnionMember(Identifier.name, .length(3...)) { if case .name(let name) = $0 { name } else { nil } }
        )
    }

    /// A union that contains itself.
    indirect enum Tree: UntaggedUnion, Equatable {
        case leaf(Int)
        case list([Tree])
        case set([String: Tree])

        static let members = UnionMembers(
            UnionMember(Tree.leaf) { if case .leaf(let leaf) = $0 { leaf } else { nil } },
            UnionMember(Tree.list, label: "list") { if case .list(let trees) = $0 { trees } else { nil } },
            UnionMember(Tree.set, label: "set") { if case .set(let trees) = $0 { trees } else { nil } }
        )
    }

    /// A union of two models that both contain the union, so that each level of an input has two candidates.
    enum Branch: UntaggedUnion {
        case left(Left)
        case right(Right)

        static let members = UnionMembers(
            UnionMember(Branch.left) { if case .left(let left) = $0 { left } else { nil } },
            UnionMember(Branch.right) { if case .right(let right) = $0 { right } else { nil } }
        )
    }

    struct Left: Model {
        var child: [Branch]

        static let schema = Schema(Left.init, Field("child", \.child, default: []))
    }

    struct Right: Model {
        var child: [Branch]
        var end: Int

        static let schema = Schema(Right.init, Field("child", \.child, default: []), Field("end", \.end, default: 0))
    }

    @Test(arguments: PydanticUnions.integerOrString.cases)
    func `selects an integer or a string like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Either<Int, String>.self)
    }

    @Test(arguments: PydanticUnions.stringOrInteger.cases)
    func `selects a string or an integer like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Either<String, Int>.self)
    }

    @Test func `selects scalars like Pydantic`() throws {
        for example in PydanticUnions.integerOrDouble.cases { try example.check(Either<Int, Double>.self) }
        for example in PydanticUnions.doubleOrInteger.cases { try example.check(Either<Double, Int>.self) }
        for example in PydanticUnions.boolOrInteger.cases { try example.check(Either<Bool, Int>.self) }
        for example in PydanticUnions.uuidOrString.cases { try example.check(Either<UUID, String>.self) }
        for example in PydanticUnions.dateOrMoment.cases { try example.check(Either<CalendarDate, Date>.self) }
        for example in PydanticUnions.colorOrInteger.cases { try example.check(Either<Color, Int>.self) }
        for example in PydanticUnions.constrained.cases { try example.check(Identifier.self) }
        for example in PydanticUnions.optional.cases { try example.check(Either<Int, String>?.self) }
    }

    @Test(arguments: PydanticUnions.models.cases)
    func `selects the model with the most fields set`(_ example: PydanticCase) throws {
        try example.check(Either<A, B>.self)
    }

    @Test func `selects models, lists and dictionaries like Pydantic`() throws {
        for example in PydanticUnions.modelsInReverse.cases { try example.check(Either<B, A>.self) }
        for example in PydanticUnions.modelOrDictionary.cases { try example.check(Either<A, [String: Int]>.self) }
        for example in PydanticUnions.modelOrAny.cases { try example.check(Either<A, JSON>.self) }
        for example in PydanticUnions.doublesOrModel.cases { try example.check(Either<[String: Double], A>.self) }
        for example in PydanticUnions.lists.cases { try example.check(Either<[Int], [String]>.self) }
        for example in PydanticUnions.setOrList.cases { try example.check(Either<Set<Int>, [Int]>.self) }
        for example in PydanticUnions.nested.cases { try example.check(Either<[A], [[String: Int]]>.self) }
        for example in PydanticUnions.elements.cases { try example.check([Either<Int, Bool>].self) }
        for example in PydanticUnions.tree.cases { try example.check(Tree.self) }
    }

    @Test func `error locations of nested unions include the names of all members`() throws {
        let errors = try rejected(Tree.self, #"[1, ["x"]]"#)
        #expect(
            errors.map(\.location) == [
                [.name("int")],
                [.name("list"), .index(1), .name("int")],
                [.name("list"), .index(1), .name("list"), .index(0), .name("int")],
                [.name("list"), .index(1), .name("list"), .index(0), .name("list")],
                [.name("list"), .index(1), .name("list"), .index(0), .name("set")],
                [.name("list"), .index(1), .name("set")],
                [.name("set")],
            ]
        )
    }

    @Test func `discards the errors of members that did not match`() throws {
        let errors = try rejected([Either<Int, [Int]>].self, #"[[1], "x", [2]]"#)
        #expect(errors.map(\.location) == [[.index(1), .name("int")], [.index(1), .name("list[int]")]])
    }

    @Test(.timeLimit(.minutes(1)), arguments: [false, true])
    func `decodes a union that contains itself in linear time`(isValid: Bool) throws {
        let depth = 60
        let end = isValid ? "1" : #""x""#
        let text =
            String(repeating: #"{"child":["#, count: depth) + #"{"end":\#(end)}"#
            + String(repeating: "]}", count: depth)
        if isValid {
            let branch = try decoded(Branch.self, text)
            #expect(branch.literal.description.contains(#"{"child":[],"end":1}"#))
            #expect(try Branch.decoded(from: JSON(parsing: text)).literal == branch.literal)
        } else {
            // The left model ignores the key that is invalid for the right one.
            _ = try decoded(Branch.self, text)
            #expect(try rejected(Branch.self, "[\(text)]").count == 2)
        }
    }

    @Test func `decodes a union in every kind of input`() {
        var validation = Validation()
        #expect(Identifier.decode(.text("7"), constraints: [], validation: &validation) == .number(7))
        #expect(Identifier.decode(.text("seven"), constraints: [], validation: &validation) == .name("seven"))
        #expect(Identifier.decode(.texts(["x", "abc"]), constraints: [], validation: &validation) == .name("abc"))
        #expect(validation.errors == [])
    }

    @Test func `redacts the input of a union with a secret`() throws {
        let errors = try rejected(Either<Secret<Int>, UUID>.self, #""hunter2""#)
        #expect(errors.map(\.input) == ["**********", "**********"])
        #expect(!errors.description.contains("`h`"))
    }

    /// The responses are those of FastAPI 0.165 to a body of type `int | A`.
    @Test(
        arguments: [
            ("5", 200, "5"), (#""5""#, 200, "5"), (#"{"x":"1","y":2}"#, 200, #"{"x":1,"y":2}"#),
            (
                "[]", 422,
                """
                {"detail":[{"type":"int_type","loc":["body","int"],"msg":"Input should be a valid integer","input":[]},\
                {"type":"model_attributes_type","loc":["body","A"],\
                "msg":"Input should be a valid dictionary or object to extract fields from","input":[]}]}
                """
            ),
            (
                #"{"x":"q"}"#, 422,
                """
                {"detail":[{"type":"int_type","loc":["body","int"],"msg":"Input should be a valid integer",\
                "input":{"x":"q"}},{"type":"int_parsing","loc":["body","A","x"],\
                "msg":"Input should be a valid integer, unable to parse string as an integer","input":"q"}]}
                """
            ),
        ] as [(String, Int, String)]
    )
    func `responds to requests like FastAPI`(_ body: String, _ status: Int, _ expected: String) async throws {
        let app = App(title: "T", version: "1") {
            Endpoint(.post, "/", Body(Either<Int, A>.self)) { value in value }
        }
        let response = await app.ask(.post, "/", json: body)
        #expect(response.status.code == status)
        #expect(try JSON(parsing: response.text) == (try JSON(parsing: expected)))
    }

    @Test func `describes a union by its members`() throws {
        var registry = SchemaRegistry()
        #expect(
            Identifier.describe([], &registry) == [
                "anyOf": [["type": "integer", "minimum": 5], ["type": "string", "minLength": 3]]
            ]
        )
        #expect(
            Either<A, [B]>.describe([], &registry) == [
                "anyOf": [
                    ["$ref": "#/components/schemas/A"], ["type": "array", "items": ["$ref": "#/components/schemas/B"]],
                ]
            ]
        )
    }

    @Test func `encodes a union as its member`() {
        #expect(Identifier.number(7).literal == 7)
        #expect(Identifier.name("x").literal == "x")
        #expect(Either<A, B>.second(B(x: 1, z: "q")).literal == ["x": 1, "z": "q"])
    }
}
