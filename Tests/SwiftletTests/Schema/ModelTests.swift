import SwiftletJSON
import Testing

@testable import Swiftlet

struct Person: Model, Equatable {
    var name: String
    var age: Int
    var tags: [String]
    var score: Double?

    static let schema = Schema(
        Person.init,
        Field("name", \.name, .length(2...10)),
        Field("age", \.age, .range(0..<150)),
        Field("tags", \.tags, .length(...2), default: []),
        Field("score", \.score, .ge(0))
    )
}

@Suite struct ModelTests {
    @Test func `decodes an object`() throws {
        let person = try decoded(Person.self, #"{"name":"Ann","age":"3","tags":["x"],"extra":1}"#)
        #expect(person == Person(name: "Ann", age: 3, tags: ["x"], score: nil))
    }

    @Test func `collects every error`() throws {
        let errors = try rejected(Person.self, #"{"name":"A","tags":[1,2],"score":-1}"#)
        #expect(
            errors.map(\.type) == ["string_too_short", "missing", "string_type", "string_type", "greater_than_equal"]
        )
        #expect(errors[2].location == [.name("tags"), .index(0)])
    }
}

func validate<Value: SchemaValue>(
    _ type: Value.Type,
    _ json: String,
    _ rules: [Constraint<Value.Constrained>] = []
) throws -> (value: Value?, errors: [ValidationError]) {
    var validation = Validation()
    let document = try JSONDocument(parsing: Array(json.utf8))
    let value = Value.decode(.node(document.root), constraints: rules, validation: &validation)
    #expect((value == nil) == !validation.errors.isEmpty, "a value or errors, never both")
    return (value, validation.errors)
}

func decoded<Value: SchemaValue>(
    _ type: Value.Type,
    _ json: String,
    _ rules: [Constraint<Value.Constrained>] = []
) throws -> Value {
    let (value, errors) = try validate(type, json, rules)
    #expect(errors == [])
    return try #require(value)
}

func rejected<Value: SchemaValue>(
    _ type: Value.Type,
    _ json: String,
    _ rules: [Constraint<Value.Constrained>] = []
) throws -> [ValidationError] {
    let (value, errors) = try validate(type, json, rules)
    #expect(value == nil)
    return errors
}
