import FoundationEssentials
import SwiftletJSON
import Synchronization
import Testing

@testable import Swiftlet

@Suite struct FieldOrderTests {
    struct Pair<Value: SchemaValue>: Sendable {
        var first: Value
        var second: Value
    }

    struct Address: Model {
        var street: String
        var number: Int
        var isDefault: Bool

        static let schema = Schema(
            Address.init,
            Field("street", \.street, .length(3...)),
            Field("number", \.number, .ge(1)),
            Field("is_default", \.isDefault, default: false),
            extraKeys: .forbidden
        )
    }

    enum Color: String, SchemaEnum {
        case red, green
    }

    /// The types of two adjacent fields.
    enum Kind: String, Codable, CaseIterable {
        case integers, narrowIntegers, doubles, decimals, booleans, texts, dates, durations, identifiers, addresses
        case optionals, patches, lists, sets, dictionaries, enumerations, secrets, models, optionalModels, listsOfModels
        case lengths, patterns, ranges, multiples, literals

        /// Creates a schema of two adjacent fields, in order or swapped.
        func makeSchema(swapped: Bool) {
            switch self {
            case .integers: make(Int.self, swapped)
            case .narrowIntegers: make(UInt8.self, swapped)
            case .doubles: make(Double.self, swapped)
            case .decimals: make(Decimal.self, swapped)
            case .booleans: make(Bool.self, swapped)
            case .texts: make(String.self, swapped)
            case .dates: make(Date.self, swapped)
            case .durations: make(Duration.self, swapped)
            case .identifiers: make(UUID.self, swapped)
            case .addresses: make(EmailAddress.self, swapped)
            case .optionals: make(Int?.self, swapped)
            case .patches: make(Patch<String>.self, swapped)
            case .lists: make([String].self, swapped)
            case .sets: make(Set<Int>.self, swapped)
            case .dictionaries: make([String: Int].self, swapped)
            case .enumerations: make(Color.self, swapped)
            case .secrets: make(Secret<String>.self, swapped)
            case .models: make(Address.self, swapped)
            case .optionalModels: make(Address?.self, swapped)
            case .listsOfModels: make([Address].self, swapped)
            case .lengths: make(String.self, swapped, .length(8...128))
            case .patterns: make(String.self, swapped, .pattern("^[A-Z]{2}-[0-9]+$"))
            case .ranges: make(Double.self, swapped, .range(0.5..<1))
            case .multiples: make(Int?.self, swapped, .multipleOf(25))
            case .literals: make(String.self, swapped, .oneOf("x", "y"))
            }
        }

        private func make<Value: SchemaValue>(
            _ type: Value.Type,
            _ swapped: Bool,
            _ rule: Constraint<Value.Constrained> = .notNull
        ) {
            let first = Field("first", \Pair<Value>.first, rule)
            let second = Field("second", \Pair<Value>.second, rule)
            _ = swapped ? Schema(Pair<Value>.init, second, first) : Schema(Pair<Value>.init, first, second)
        }
    }

    @Test(arguments: Kind.allCases)
    func `swapped fields of the same type stop the process with both names`(kind: Kind) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [kind = kind as Kind] in
            kind.makeSchema(swapped: true)
        }
        let errors = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(errors.contains("'second' has the value of 'first'"), "\(errors)")
    }

    @Test(arguments: Kind.allCases)
    func `fields in the order of the initializer are accepted`(kind: Kind) {
        kind.makeSchema(swapped: false)
    }

    struct Six: Sendable {
        var a, b: Int
        var name: String
        var c, d: Int
        var address: Address
        var e: Int
    }

    @Test func `fields of the same type are compared regardless of the fields between them`() async {
        _ = Schema(
            Six.init,
            Field("a", \.a),
            Field("b", \.b),
            Field("name", \.name),
            Field("c", \.c),
            Field("d", \.d),
            Field("address", \.address),
            Field("e", \.e)
        )
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Schema(
                Six.init,
                Field("a", \.a),
                Field("b", \.e),
                Field("name", \.name),
                Field("c", \.c),
                Field("d", \.d),
                Field("address", \.address),
                Field("e", \.b)
            )
        }
        let errors = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            errors.contains(
                "The fields of Six are not in the order of its initializer's parameters: 'b' has the value of 'e'."
            )
        )
    }

    struct Triple<Value: SchemaValue>: Sendable {
        var first: Value
        var second: Value
        var third: Value
    }

    @Test func `three rotated fields stop the process with two names`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Schema(
                Triple<Int>.init,
                Field("second", \.second),
                Field("third", \.third),
                Field("first", \.first)
            )
        }
        let errors = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(errors.contains("'second' has the value of 'third'"), "\(errors)")
    }

    @Test func `an initializer may use the fields in a different order`() {
        _ = Schema({ Pair(first: $1, second: $0) }, Field("second", \Pair<Int>.second), Field("first", \.first))
    }

    /// Initializers that do not only assign the values, with the fields in order.
    enum Conversion: CaseIterable {
        case modified, disjunction, conjunction, negation, exclusion, minimum, fixedRange, coalesced, copied
        case sortedTwo, sortedThree

        func makeSchema() {
            switch self {
            case .modified:
                _ = Schema(
                    { Pair(first: $0.lowercased() + "!", second: $0 + $1) },
                    Field("first", \Pair<String>.first),
                    Field("second", \.second)
                )
            case .disjunction: flags { Pair(first: $0 || $1, second: $1) }
            case .conjunction: flags { Pair(first: $0, second: $0 && $1) }
            case .negation: flags { Pair(first: !$0, second: !$1) }
            case .exclusion: flags { Pair(first: !$0 && $1, second: $0 && !$1) }
            case .minimum: numbers { Pair(first: min($0, $1), second: $1) }
            case .fixedRange: numbers { Pair(first: max(2, min($0, 9)), second: max(2, min($1, 9))) }
            case .sortedTwo: numbers { Pair(first: max($0, $1), second: min($0, $1)) }
            case .sortedThree:
                _ = Schema(
                    { (first: Int, second: Int, third: Int) in
                        let sorted = [first, second, third].sorted()
                        return Triple(first: sorted[0], second: sorted[1], third: sorted[2])
                    },
                    Field("first", \Triple<Int>.first),
                    Field("second", \.second),
                    Field("third", \.third)
                )
            case .coalesced:
                _ = Schema(
                    { (name: String?, nickname: String?) in Pair<String?>(first: name ?? nickname, second: nil) },
                    Field("name", \Pair<String?>.first),
                    Field("nickname", \.first)
                )
            case .copied: numbers { Pair(first: $1, second: $1) }
            }
        }

        private func flags(_ make: @escaping @Sendable (Bool, Bool) -> Pair<Bool>) {
            _ = Schema(make, Field("first", \.first), Field("second", \.second))
        }

        private func numbers(_ make: @escaping @Sendable (Int, Int) -> Pair<Int>) {
            _ = Schema(make, Field("first", \.first), Field("second", \.second))
        }
    }

    @Test(arguments: Conversion.allCases)
    func `an initializer may combine, clamp, sort or convert the values`(conversion: Conversion) {
        conversion.makeSchema()
    }

    @Test func `an initializer is called with values that satisfy the constraints`() {
        _ = Schema(
            { (name: String, other: String, count: Int, limit: Int) in
                precondition(name.utf8.count >= 8 && other.utf8.count >= 8 && (10...12).contains(count) && limit > 99)
                return [name, other]
            },
            Field("name", \[String][0], .length(8...)),
            Field("other", \[String][1], .length(8...)),
            Field("count", \[String].count, .range(10...12)),
            Field("limit", \[String].count, .gt(99))
        )
    }

    @Test func `an initializer is not called if all types differ`() {
        let calls = Mutex(0)
        let count = { @Sendable () -> Int in
            calls.withLock {
                $0 += 1
                return $0
            }
        }
        struct Mixed: Sendable {
            var name: String
            var age: Int
        }
        _ = Schema(
            { (name: String, age: Int) in
                _ = count()
                return Mixed(name: name, age: age)
            },
            Field("name", \.name),
            Field("age", \.age)
        )
        #expect(count() == 1)
    }

    struct Post: Model {
        var author: Author
        var title: String
        var text: String

        static let schema = Schema(
            Post.init,
            Field("author", \.author),
            Field("title", \.title),
            Field("text", \.text),
            extraKeys: .forbidden
        )
    }

    struct Author: Model {
        var posts: [Post]
        var drafts: [Post]
        var name: String
        var mail: String

        static let schema = Schema(
            Author.init,
            Field("posts", \.posts),
            Field("drafts", \.drafts),
            Field("name", \.name),
            Field("mail", \.mail),
            extraKeys: .forbidden
        )
    }

    @Test(.timeLimit(.minutes(1))) func `mutually recursive schemas are created by concurrent threads`() async {
        await withTaskGroup { group in
            for index in 0..<8 {
                group.addTask { _ = index.isMultiple(of: 2) ? Post.schema.name : Author.schema.name }
            }
        }
        #expect(Post.schema.name == "Post")
    }

    /// A custom type without probes.
    struct Opaque: SchemaValue {
        static func decode(
            _ input: InputValue,
            constraints: [Constraint<Opaque>],
            validation: inout Validation
        ) -> Opaque? { fatalError("A type without probes is not decoded.") }
        func encode(to writer: inout JSONWriter) { writer.null() }
        static func describe(_ constraints: [Constraint<Opaque>], _ registry: inout SchemaRegistry) -> JSONObject {
            [:]
        }
    }

    @Test func `an initializer is not called with an empty collection that violates the constraints`() {
        struct Mixed: Sendable {
            var first: Int
            var second: Int
            var opaque: [Opaque]
        }
        _ = Schema(
            { (first: Int, second: Int, opaque: [Opaque]) in
                precondition(!opaque.isEmpty)
                return Mixed(first: first, second: second, opaque: opaque)
            },
            Field("first", \.first),
            Field("second", \.second),
            Field("opaque", \.opaque, .check("must not be empty") { !$0.isEmpty })
        )
    }

    @Test func `a required field without probes disables the check`() {
        struct Mixed: Sendable {
            var opaque: Opaque
            var first: Int
            var second: Int
        }
        _ = Schema(Mixed.init, Field("opaque", \.opaque), Field("second", \.second), Field("first", \.first))
    }
}
