import SwiftletJSON
import Testing

@testable import Swiftlet

/// The cache of nested unions, and the limits on errors and on their inputs.
@Suite struct NestedUnionTests {
    /// A union of lists, whose input is an array.
    enum Lists: UntaggedUnion {
        case numbers([Int])
        case flags([Bool])

        static let members = UnionMembers(
            UnionMember(Lists.numbers) { if case .numbers(let numbers) = $0 { numbers } else { nil } },
            UnionMember(Lists.flags) { if case .flags(let flags) = $0 { flags } else { nil } }
        )
    }

    /// A union whose members both contain the same union.
    enum Twice: UntaggedUnion {
        case first([Lists])
        case second(Set<Key>)

        static let members = UnionMembers(
            UnionMember(Twice.first, label: "first") { if case .first(let lists) = $0 { lists } else { nil } },
            UnionMember(Twice.second, label: "second") { if case .second(let keys) = $0 { keys } else { nil } }
        )
    }

    /// Decodes the same union as a set element.
    struct Key: SchemaValue, Hashable {
        typealias Constrained = Key

        static func decode(_ input: InputValue, constraints: [Constraint<Key>], validation: inout Validation) -> Key? {
            Lists.decode(input, constraints: [], validation: &validation).map { _ in Key() }
        }

        func encode(to writer: inout JSONWriter) throws { writer.null() }

        static func describe(_ constraints: [Constraint<Key>], _ registry: inout SchemaRegistry) -> JSONObject { [:] }
    }

    /// A union of models whose extra keys contain the union.
    enum Knot: UntaggedUnion {
        case left(Left)
        case right(Right)

        static let members = UnionMembers(
            UnionMember(Knot.left) { if case .left(let left) = $0 { left } else { nil } },
            UnionMember(Knot.right) { if case .right(let right) = $0 { right } else { nil } }
        )
    }

    struct Left: Model {
        var end: Int
        var extra: [String: Knot] = [:]

        static let schema = Schema(
            { Left(end: $0) },
            Field("end", \.end, default: 0),
            extraKeys: .allowed(in: \.extra)
        )
    }

    struct Right: Model {
        var end: Int
        var extra: [String: Knot] = [:]

        static let schema = Schema(
            { Right(end: $0) },
            Field("end", \.end, default: 1),
            extraKeys: .allowed(in: \.extra)
        )
    }

    @Test func `replayed errors count toward the limit of input sizes`() throws {
        let text = JSON.string(String(repeating: "x", count: 3 << 19))
        let errors = try rejected(Twice.self, JSON.array([.array([text])]).description)
        #expect(errors.map(\.input) == [text, text, text, .null])
        #expect(errors.map { $0.location.first } == [.name("first"), .name("first"), .name("second"), .name("second")])
        #expect(
            errors.map { $0.location.dropFirst(2) } == (errors[..<2] + errors[..<2]).map { $0.location.dropFirst(2) }
        )
    }

    @Test func `existing errors count toward the limit of input sizes`() {
        let text = JSON.string(String(repeating: "x", count: Validation.inputSizeLimit))
        let error = ValidationError(type: "t", location: [], message: "m", input: text)
        var validation = Validation()
        for _ in 0..<2 { validation.record(error) }
        validation.record("t", "m", input: text)
        #expect(validation.errors.map(\.input) == [text, .null, .null])
    }

    @Test func `discarded errors do not count toward the limit of input sizes`() {
        let text = JSON.string(String(repeating: "x", count: Validation.inputSizeLimit))
        var validation = Validation()
        validation.record("t", "m", input: 1)
        for _ in 0..<2 { validation.record("t", "m", input: text) }
        validation.discardErrors(after: 1)
        validation.record("t", "m", input: 2)
        #expect(validation.errors.map(\.input) == [1, 2])
    }

    @Test func `replays errors up to the limit`() throws {
        let elements = String(repeating: #""x","#, count: 300) + #""x""#
        let errors = try rejected(Twice.self, "[[\(elements)]]")
        #expect(errors.count == Validation.errorLimit)
    }

    @Test func `caches only the results of arrays and objects`() throws {
        let document = try JSONDocument(parsing: Array(#"[1, ["x"]]"#.utf8))
        let nodes = Array(document.root.elements)
        var validation = Validation()
        validation.unionResults = UnionResultCache()
        _ = Lists.decode(.node(nodes[0]), constraints: [], validation: &validation)
        #expect(validation.unionResults?.results.count == 0)
        _ = Lists.decode(.node(nodes[1]), constraints: [], validation: &validation)
        #expect(validation.unionResults?.results.count == 1)
    }

    @Test func `does not reuse a cached result with dropped errors`() throws {
        let document = try JSONDocument(parsing: Array(#"["x"]"#.utf8))
        var validation = Validation()
        validation.unionResults = UnionResultCache()
        for _ in 0..<Validation.errorLimit { validation.record("t", "m", input: 1) }
        #expect(Lists.decode(.node(document.root), constraints: [], validation: &validation) == nil)
        validation.discardErrors(after: 0)
        #expect(Lists.decode(.node(document.root), constraints: [], validation: &validation) == nil)
        #expect(validation.errors.count == 2)
    }

    @Test(.timeLimit(.minutes(1)))
    func `decodes extra keys that contain the union in linear time`() throws {
        let depth = 60
        let text = String(repeating: #"{"key":"#, count: depth) + #"{"end":7}"# + String(repeating: "}", count: depth)
        #expect(try decoded(Knot.self, text).literal.description.contains(#"{"end":7}"#))
    }
}
