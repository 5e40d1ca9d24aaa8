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
    func `extra keys are kept as Pydantic keeps them`(_ example: PydanticCase) throws {
        try example.check(Open.self)
    }

    @Test(arguments: PydanticExtras.counts.cases)
    func `extra keys with a type are checked as Pydantic checks them`(_ example: PydanticCase) throws {
        try example.check(Counts.self)
    }

    @Test func `extra keys are written after the fields and never replace one`() {
        var open = Open(x: 1, extra: ["b": 1, "x": 2, "a": [true]])
        #expect(open.literal.description == #"{"x":1,"b":1,"a":[true]}"#)
        open.extra = [:]
        #expect(open.literal.description == #"{"x":1}"#)
    }

    @Test func `names of fields are compared by their bytes`() throws {
        let open = try decoded(Open.self, #"{"x":1,"\u00e9":1,"e\u0301":2}"#)
        #expect(open.extra.count == 2)
        #expect(try decoded(Counts.self, #"{"ex":1}"#) == Counts(x: 1))
    }

    @Test func `checks see the extra keys`() throws {
        #expect(try refused(Counts.self, #"{"x":1,"a":1,"b":2,"c":3}"#).map(\.message) == ["Value error, too few"])
    }

    @Test func `a form's other fields are kept`() {
        var validation = Validation()
        let form = InputValue.fields([
            QueryItem("x", "1"), QueryItem("a", "b"), QueryItem("c", "1"), QueryItem("c", "2"),
        ])
        #expect(Open.decode(form, [], &validation) == Open(x: 1, extra: ["a": "b", "c": ["1", "2"]]))
        #expect(validation.errors == [])
    }

    @Test func `extra keys beside a secret are not shown`() throws {
        let errors = try refused(Guarded.self, #"{"kye":"hunter2"}"#)
        #expect(errors.map(\.input) == [["kye": "**********"]])
    }

    @Test func `extra keys are described`() {
        var registry = SchemaRegistry()
        _ = Open.describe([], &registry)
        _ = Counts.describe([], &registry)
        #expect(registry.schemas["Open"]?["additionalProperties"] == true)
        #expect(registry.schemas["Counts"]?["additionalProperties"] == ["type": "integer"])
        #expect(registry.schemas["Open"]?["properties"] == ["x": ["type": "integer", "title": "X"]])
    }
}
