import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct SchemaTests {
    struct Booking: Model, Equatable {
        var firstDay: CalendarDate
        var lastDay: CalendarDate
        var guestCount: Int

        static let schema = Schema(
            Booking.init,
            Field("firstDay", \.firstDay),
            Field("lastDay", \.lastDay),
            Field(
                "guestCount",
                \.guestCount,
                .check("no thirteen") { $0 != 13 },
                default: 1,
                aliases: ["guests", "n"]
            ),
            naming: .snakeCase,
            checks: [
                .check("must not be before first_day", at: "last_day") { $0.firstDay <= $0.lastDay },
                .check("too many guests for a night") { $0.guestCount < 5 || $0.firstDay < $0.lastDay },
            ]
        )
    }

    @Test func `applies the naming strategy and aliases`() throws {
        let booking = try decoded(Booking.self, #"{"first_day":"2026-01-02","last_day":"2026-01-03","guests":2}"#)
        #expect(booking.guestCount == 2)
        #expect(booking.literal.description == #"{"first_day":"2026-01-02","last_day":"2026-01-03","guest_count":2}"#)
        let errors = try rejected(Booking.self, #"{"firstDay":"2026-01-02","n":"x"}"#)
        #expect(errors.map(\.location) == [[.name("first_day")], [.name("last_day")], [.name("n")]])
    }

    @Test(arguments: [
        ("isActive", "is_active"), ("userID", "user_id"), ("URLPath", "url_path"), ("id", "id"),
        ("is_active", "is_active"),
        ("x1Y2", "x1_y2"), ("HTTP", "http"), ("", ""),
    ])
    func `converts names to snake case`(_ name: String, _ expected: String) {
        #expect(FieldNaming.snakeCase.name(name) == expected)
    }

    @Test(arguments: [("is_active", "isActive"), ("id", "id"), ("user_id_2", "userId2"), ("", "")])
    func `converts names to camel case`(_ name: String, _ expected: String) {
        #expect(FieldNaming.camelCase.name(name) == expected)
    }

    @Test func `applies custom checks to fields`() throws {
        let errors = try rejected(Booking.self, #"{"first_day":"2026-01-02","last_day":"2026-01-03","guest_count":13}"#)
        #expect(errors.first?.type == "value_error")
        #expect(errors.first?.message == "Value error, no thirteen")
        #expect(errors.first?.context == ["error": [:]])
    }

    @Test func `applies model checks only if all fields are valid`() throws {
        let late = try rejected(Booking.self, #"{"first_day":"2026-01-02","last_day":"2026-01-01"}"#)
        #expect(late.map(\.location) == [[.name("last_day")]])
        #expect(late.map(\.input) == ["2026-01-01"])
        let crowd = try rejected(Booking.self, #"{"first_day":"2026-01-02","last_day":"2026-01-02","guests":7}"#)
        #expect(crowd.map(\.location) == [[]])
        #expect(crowd.first?.input["guests"] == 7)
        #expect(
            try rejected(Booking.self, #"{"first_day":"2026-01-02","last_day":1}"#).map(\.type) == [
                "date_from_datetime_inexact"
            ]
        )
    }

    struct Cat: Model, Equatable {
        var kind: String
        var lives: Int

        static let schema = Schema(Cat.init, Field("kind", \.kind, .oneOf("cat")), Field("lives", \.lives))
    }

    struct Dog: Model, Equatable {
        var name: String

        static let schema = Schema(Dog.init, Field("name", \.name), extraKeys: .forbidden)
    }

    enum Pet: TaggedUnion, Equatable {
        case cat(Cat)
        case dog(Dog)

        static let variants = Variants(
            tag: "kind",
            Variant("cat", Pet.cat) { if case .cat(let cat) = $0 { cat } else { nil } },
            Variant("dog", Pet.dog) { if case .dog(let dog) = $0 { dog } else { nil } }
        )
    }

    @Test(arguments: PydanticCollections.pet.cases)
    func `decodes tagged unions like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Pet.self)
    }

    @Test func `tagged unions round-trip`() throws {
        for pet in [Pet.cat(Cat(kind: "cat", lives: 9)), .dog(Dog(name: "Rex"))] {
            #expect(try decoded(Pet.self, pet.literal.description) == pet)
        }
        #expect(Pet.dog(Dog(name: "Rex")).literal.description == #"{"kind":"dog","name":"Rex"}"#)
        #expect(try rejected(Pet.self, #"{"kind":"dog","name":"Rex","x":1}"#).map(\.type) == ["extra_forbidden"])
    }

    struct Update: Model, Equatable {
        var name: Patch<String>
        var nickname: Patch<String>

        static let schema = Schema(
            Update.init,
            Field("name", \.name, .length(2...), .notNull),
            Field("nickname", \.nickname)
        )
    }

    @Test func `a patch distinguishes absent from null`() throws {
        #expect(try decoded(Update.self, "{}") == Update(name: .unset, nickname: .unset))
        #expect(try decoded(Update.self, #"{"nickname":null}"#) == Update(name: .unset, nickname: .null))
        #expect(try decoded(Update.self, #"{"name":"Ann"}"#) == Update(name: .value("Ann"), nickname: .unset))
        #expect(try rejected(Update.self, #"{"name":null}"#).map(\.type) == ["string_type"])
        #expect(try rejected(Update.self, #"{"name":"A"}"#).map(\.type) == ["string_too_short"])
        #expect(Update(name: .unset, nickname: .null).literal.description == #"{"nickname":null}"#)
        #expect(Patch<Int>.unset.applied(to: 1) == 1)
        #expect(Patch<Int>.null.applied(to: 1) == nil)
        #expect(Patch.value(2).applied(to: 1) == 2)
    }

    struct Node: Model, Equatable {
        var value: Int
        var children: [Node]

        static let schema = Schema(
            Node.init,
            Field("value", \.value),
            Field("children", \.children, default: [])
        )
    }

    @Test func `decodes a model that contains itself`() throws {
        let node = try decoded(Node.self, #"{"value":1,"children":[{"value":2}]}"#)
        #expect(node == Node(value: 1, children: [Node(value: 2, children: [])]))
        let errors = try rejected(Node.self, #"{"value":1,"children":[{"value":2,"children":[{}]}]}"#)
        #expect(errors.first?.location == [.name("children"), .index(0), .name("children"), .index(0), .name("value")])
    }

    @Test(.timeLimit(.minutes(1))) func `decodes deeply nested inputs`() throws {
        let depth = 250
        let valid = String(repeating: #"{"value":1,"children":["#, count: depth) + String(repeating: "]}", count: depth)
        _ = try decoded(Node.self, valid)
        let invalid = String(repeating: #"{"children":["#, count: depth) + String(repeating: "]}", count: depth)
        #expect(try rejected(Node.self, invalid).count == depth)
    }

    @Test func `traps on two fields with the same name`() async {
        await #expect(processExitsWith: .failure) {
            struct Twice: Model {
                var a: Int
                var b: Int
                static let schema = Schema(Twice.init, Field("x", \.a), Field("x", \.b))
            }
            _ = Twice.schema
        }
    }
}
