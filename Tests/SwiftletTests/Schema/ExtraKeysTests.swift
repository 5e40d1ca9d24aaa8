import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct ExtraKeysTests {
    struct Open: Model, Equatable {
        var x: Int
        var extra: JSONObject = [:]

        static let schema = Schema({ Open(x: $0) }, Field("x", \.x), extraKeys: .allowed(in: \.extra))
    }

    struct Counts: Model, Equatable {
        var x: Int
        var extra: [String: Int] = [:]

        static let schema = Schema(
            { Counts(x: $0) },
            Field("x", \.x, aliases: ["ex"]),
            extraKeys: .allowed(in: \.extra),
            checks: [.check("too few") { $0.extra.count != 3 }]
        )
    }

    struct Guarded: Model {
        var key: Secret<String>
        var extra: JSONObject = [:]

        static let schema = Schema({ Guarded(key: $0) }, Field("key", \.key), extraKeys: .allowed(in: \.extra))
    }

    @Test(arguments: PydanticExtras.open.cases)
    func `stores extra keys like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Open.self)
    }

    @Test(arguments: PydanticExtras.counts.cases)
    func `validates typed extra keys like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Counts.self)
    }

    @Test func `encodes extra keys after the fields, which take precedence`() {
        var open = Open(x: 1, extra: ["b": 1, "x": 2, "a": [true]])
        #expect(open.literal.description == #"{"x":1,"b":1,"a":[true]}"#)
        open.extra = [:]
        #expect(open.literal.description == #"{"x":1}"#)
    }

    @Test func `compares field names by their bytes`() throws {
        let open = try decoded(Open.self, #"{"x":1,"\u00e9":1,"e\u0301":2}"#)
        #expect(open.extra.count == 2)
        #expect(try decoded(Counts.self, #"{"ex":1}"#) == Counts(x: 1))
    }

    @Test func `model checks can access the extra keys`() throws {
        #expect(try rejected(Counts.self, #"{"x":1,"a":1,"b":2,"c":3}"#).map(\.message) == ["Value error, too few"])
    }

    @Test func `stores the extra fields of a form`() {
        var validation = Validation()
        let form = InputValue.fields([
            QueryItem("x", "1"), QueryItem("a", "b"), QueryItem("c", "1"), QueryItem("c", "2"),
        ])
        #expect(
            Open.decode(form, constraints: [], validation: &validation)
                == Open(x: 1, extra: ["a": "b", "c": ["1", "2"]])
        )
        #expect(validation.errors == [])
    }

    @Test func `redacts extra keys of a model with a secret`() throws {
        let errors = try rejected(Guarded.self, #"{"kye":"hunter2"}"#)
        #expect(errors.map(\.input) == [["kye": "**********"]])
    }

    @Test func `describes extra keys`() {
        var registry = SchemaRegistry()
        _ = Open.describe([], &registry)
        _ = Counts.describe([], &registry)
        #expect(registry.schemas["Open"]?["additionalProperties"] == true)
        #expect(registry.schemas["Counts"]?["additionalProperties"] == ["type": "integer"])
        #expect(registry.schemas["Open"]?["properties"] == ["x": ["type": "integer", "title": "X"]])
    }

    /// A union of a model that stores extra keys.
    enum Message: TaggedUnion {
        case open(Open)

        static let variants = Variants(
            tag: "kind",
            Variant("open", Message.open) { if case .open(let open) = $0 { open } else { nil } }
        )
    }

    @Test func `an extra key does not replace the tag of a union`() {
        let message = Message.open(Open(x: 1, extra: ["kind": "other", "a": 1]))
        #expect(message.literal.description == #"{"kind":"open","x":1,"a":1}"#)
    }

    struct Vault: Model {
        var x: Int
        var secrets: [String: Secret<Int>] = [:]

        static let schema = Schema({ Vault(x: $0) }, Field("x", \.x), extraKeys: .allowed(in: \.secrets))
    }

    struct Account: Model {
        var password: Secret<String>
        var counts: [String: Int] = [:]

        static let schema = Schema(
            { Account(password: $0) },
            Field("password", \.password),
            extraKeys: .allowed(in: \.counts)
        )
    }

    @Test func `redacts extra keys that contain secrets`() throws {
        #expect(Vault.schema.containsSecret)
        let errors = try rejected(Vault.self, #"{"pin":1234,"other":"hunter2"}"#)
        #expect(errors.map(\.input) == [["pin": "**********", "other": "**********"], "**********"])
        #expect(try decoded(Vault.self, #"{"x":1,"pin":1234}"#).literal == ["x": 1, "pin": "**********"])
    }

    @Test func `redacts an extra key that may be a misspelled secret`() throws {
        let errors = try rejected(Account.self, #"{"password":"a","pasword":"hunter2"}"#)
        #expect(errors.map(\.location) == [[.name("pasword")]])
        #expect(errors.map(\.input) == ["**********"])
    }

    struct Measured: Model {
        var x: Int
        var values: [String: Double] = [:]

        static let schema = Schema({ Measured(x: $0) }, Field("x", \.x), extraKeys: .allowed(in: \.values))
    }

    @Test func `fails to encode extra keys that JSON cannot represent`() {
        let model = Measured(x: 1, values: ["a": .infinity])
        var writer = JSONWriter()
        #expect(throws: (any Error).self) { try model.encode(to: &writer) }
    }

    struct ByID: Model {
        var x: Int
        var counts: [UUID: Int] = [:]

        static let schema = Schema(
            { ByID(x: $0) },
            Field("x", \.x, aliases: ["ex"]),
            extraKeys: .allowed(in: \.counts)
        )
    }

    @Test(arguments: [(SchemaMode.input, ["ex", "x"] as JSON), (SchemaMode.output, ["x"] as JSON)])
    func `describes the format of extra keys together with the declared names`(_ mode: SchemaMode, _ names: JSON) {
        var registry = SchemaRegistry()
        registry.mode = mode
        _ = ByID.describe([], &registry)
        #expect(registry.schemas["ByID"]?["additionalProperties"] == ["type": "integer"])
        let expected: JSON = ["anyOf": .array([["enum": names], ["format": "uuid"]])]
        #expect(registry.schemas["ByID"]?["propertyNames"] == expected)
    }
}
