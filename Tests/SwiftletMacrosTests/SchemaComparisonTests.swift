import SwiftletJSON
import Testing

@testable import Swiftlet

/// The schemas that the macro makes, compared with the same ones written by hand.
@Suite struct SchemaComparisonTests {
    @Test func `a model with rules, a default and a secret is the same`() throws {
        try expectEqual(
            ByMacro.UserCreate.self,
            ByHand.UserCreate.self,
            [
                #"{"email":"a@example.com","name":"Ann","password":"12345678"}"#,
                #"{"email":"a@example.com","name":"Ann","password":"12345678","is_active":false,"extra":1}"#,
                #"{"email":"a","name":"A","password":"1","isActive":false}"#, "{}", "[]", "null",
            ]
        )
    }

    @Test func `patches and optionals are the same`() throws {
        try expectEqual(
            ByMacro.UserUpdate.self,
            ByHand.UserUpdate.self,
            [
                "{}", #"{"email":null,"name":null,"nickname":null,"age":null}"#,
                #"{"email":"a@example.com","name":"Ann","nickname":"A","age":3}"#, #"{"name":"A","age":"x"}"#,
            ]
        )
    }

    @Test func `every kind of rule is the same`() throws {
        try expectEqual(
            ByMacro.Rules.self,
            ByHand.Rules.self,
            [
                #"{"slug":" A ","step":10,"ratio":0.5,"words":["ab"],"choice":"a","even":2}"#,
                #"""
                {"slug":"admin","step":3,"ratio":2,"price":-1,"ids":[1,1],"words":["a"],"scores":{"a":1,"b":2,"c":3},
                "choice":"c","word":"A","even":1,"more":1}
                """#, "{}",
            ]
        )
    }

    @Test func `names, descriptions, examples and aliases are the same`() throws {
        try expectEqual(
            ByMacro.Described.self,
            ByHand.Described.self,
            [
                #"{"fullName":"Ada","NICK":"a","urlPath":"/","userID":"1"}"#,
                #"{"fullName":"Ada","handle":"h","urlPath":"/","userID":"1"}"#, #"{"full_name":"Ada"}"#,
            ]
        )
        try expectEqual(ByMacro.Named.self, ByHand.Named.self, [#"{"FIRST":1}"#, #"{"first":1,"SECOND":"x"}"#])
    }

    @Test func `checks and computed fields are the same`() throws {
        try expectEqual(
            ByMacro.Booking.self,
            ByHand.Booking.self,
            [
                #"{"begin":"2026-01-01T00:00:00Z","end":"2026-01-04T00:00:00Z","level":"high"}"#,
                #"{"begin":"2026-01-04T00:00:00Z","end":"2026-01-01T00:00:00Z"}"#,
                #"{"begin":"x","end":"2026-01-01T00:00:00Z","kind":"other","level":"middle"}"#,
            ]
        )
    }

    @Test func `extra keys are kept the same`() throws {
        try expectEqual(ByMacro.Product.self, ByHand.Product.self, [#"{"b":[1],"name":"x","a":null}"#, #"{"a":1}"#])
    }

    @Test func `nested, generic and recursive models are the same`() throws {
        try expectEqual(
            ByMacro.Order.self,
            ByHand.Order.self,
            [
                #"{"lines":[{"name":"x","y":1}],"page":{"items":["low","high"]}}"#,
                #"{"lines":[{}],"booking":{"begin":1,"end":"x"},"page":{"items":["none"],"total":"x"}}"#,
            ]
        )
        try expectEqual(
            ByMacro.Page<ByMacro.Product>.self,
            ByHand.Page<ByHand.Product>.self,
            [#"{"items":[{"name":"x"}],"total":1}"#, #"{"items":[{}]}"#]
        )
        try expectEqual(
            ByMacro.Node.self,
            ByHand.Node.self,
            [#"{"value":1,"children":[{"value":2},{"value":3,"children":[]}]}"#, #"{"value":1,"children":[{}]}"#]
        )
    }

    @Test func `a model with other initializers and one without fields are the same`() throws {
        let inputs = [#"{"id":1}"#, #"{"id":1,"name":"x","is_active":false}"#, "{}"]
        try expectEqual(ByMacro.WithInitializers.self, ByHand.WithInitializers.self, inputs)
        try expectEqual(ByMacro.Empty.self, ByHand.Empty.self, inputs)
        let made = ByMacro.WithInitializers(text: "abc")
        #expect((made.id, made.name, made.isActive) == (3, "abc", true))
    }

    @Test func `a generic model makes its schema once for each type`() {
        #expect(ByMacro.Page<Int>.schema === ByMacro.Page<Int>.schema)
        #expect(ByMacro.Page<Int>.schema.name == "Page<Int>")
        #expect(ByMacro.Page<String>.schema.name == "Page<String>")
    }

    /// Expects that two models decode, encode, reject and document the same.
    private func expectEqual<First: Model, Second: Model>(
        _ first: First.Type,
        _ second: Second.Type,
        _ inputs: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for mode in [SchemaMode.input, .output] {
            var (one, two) = (SchemaRegistry(), SchemaRegistry())
            one.mode = mode
            two.mode = mode
            #expect(first.describe([], &one) == second.describe([], &two), sourceLocation: sourceLocation)
            #expect(JSON.object(one.schemas) == .object(two.schemas), sourceLocation: sourceLocation)
        }
        for input in inputs {
            let (one, two) = (try outcome(first, input), try outcome(second, input))
            #expect(one == two, "\(input)", sourceLocation: sourceLocation)
        }
    }

    /// What a model makes of an input: what it writes again, or the errors.
    private func outcome<Value: Model>(_ type: Value.Type, _ input: String) throws -> String {
        var validation = Validation()
        let document = try JSONDocument(parsing: Array(input.utf8))
        guard let value = type.decode(.node(document.root), constraints: [], validation: &validation) else {
            return "\(validation.errors)"
        }
        var writer = JSONWriter()
        try value.encode(to: &writer)
        return String(decoding: writer.finish(), as: UTF8.self)
    }
}
