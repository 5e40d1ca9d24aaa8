import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

/// What FastAPI was seen to answer, with the inputs it was given.
@Suite struct ObservedTests {
    struct Strict: Model {
        var email: EmailAddress
        var name: String
        var age: Int
        var tags: [String]
        var when: Date?
        var d: CalendarDate?
        var kind: Kind
        var n: Int?
        var uid: UUID?
        var f: Double?
        var dec: Decimal?
        var url: WebURL?

        enum Kind: String, SchemaEnum {
            case a, b
        }

        static let schema = Schema(
            Strict.init,
            Field("email", \.email),
            Field("name", \.name, .pattern("^[A-Z]")),
            Field("age", \.age, .range(0..<150)),
            Field("tags", \.tags, .length(...2), default: []),
            Field("when", \.when),
            Field("d", \.d),
            Field("kind", \.kind, default: .a),
            Field("n", \.n),
            Field("uid", \.uid),
            Field("f", \.f),
            Field("dec", \.dec),
            Field("url", \.url),
            extraKeys: .forbidden
        )
    }

    struct UserCreate: Model {
        var email: EmailAddress
        var name: String
        var isActive: Bool
        var password: Secret<String>

        static let schema = Schema(
            UserCreate.init,
            Field("email", \.email),
            Field("name", \.name, .length(2...100)),
            Field("is_active", \.isActive, default: true),
            Field("password", \.password, .length(8...128))
        )
    }

    @Test(arguments: [
        (
            #"{"email":"a@example.com","name":"Ann","age":3}"#,
            #"{"email":"a@example.com","name":"Ann","age":3,"tags":[],"when":null,"d":null,"kind":"a","n":null,"uid":null,"f":null,"dec":null,"url":null}"#
        ),
        (
            #"{"email":"a@example.com","name":"Ann","age":3.0}"#,
            #"{"email":"a@example.com","name":"Ann","age":3,"tags":[],"when":null,"d":null,"kind":"a","n":null,"uid":null,"f":null,"dec":null,"url":null}"#
        ),
        (
            #"{"email":"a@example.com","name":"Ann","age":3,"when":1700000000}"#,
            #"{"email":"a@example.com","name":"Ann","age":3,"tags":[],"when":"2023-11-14T22:13:20Z","d":null,"kind":"a","n":null,"uid":null,"f":null,"dec":null,"url":null}"#
        ),
        (
            #"{"email":"a@example.com","name":"Ann","age":3,"d":"2026-02-28","f":"1.5"}"#,
            #"{"email":"a@example.com","name":"Ann","age":3,"tags":[],"when":null,"d":"2026-02-28","kind":"a","n":null,"uid":null,"f":1.5,"dec":null,"url":null}"#
        ),
        (
            #"{"email":"a@example.com","name":"Ann","name":"Bob","age":3}"#,
            #"{"email":"a@example.com","name":"Bob","age":3,"tags":[],"when":null,"d":null,"kind":"a","n":null,"uid":null,"f":null,"dec":null,"url":null}"#
        ),
    ])
    func acceptedBodiesAreAnsweredAlike(_ body: String, _ answer: String) throws {
        var writer = JSONWriter()
        try decoded(Strict.self, body).encode(to: &writer)
        #expect(String(decoding: writer.finish(), as: UTF8.self) == answer)
    }

    @Test(arguments: [
        (
            #"{"email":"a@example.com","name":"Ann","age":3,"zzz":1}"#,
            #"[{"type":"extra_forbidden","loc":["body","zzz"],"msg":"Extra inputs are not permitted","input":1}]"#
        ),
        (
            #"{"email":"a@example.com","name":"ann","age":3}"#,
            #"[{"type":"string_pattern_mismatch","loc":["body","name"],"msg":"String should match pattern '^[A-Z]'","input":"ann","ctx":{"pattern":"^[A-Z]"}}]"#
        ),
        (
            #"{"email":"a@example.com","name":"Ann","age":-1}"#,
            #"[{"type":"greater_than_equal","loc":["body","age"],"msg":"Input should be greater than or equal to 0","input":-1,"ctx":{"ge":0}}]"#
        ),
        (
            #"{"email":"a@example.com","name":"Ann","age":150}"#,
            #"[{"type":"less_than","loc":["body","age"],"msg":"Input should be less than 150","input":150,"ctx":{"lt":150}}]"#
        ),
        (
            #"{"email":"a@example.com","name":"Ann","age":null}"#,
            #"[{"type":"int_type","loc":["body","age"],"msg":"Input should be a valid integer","input":null}]"#
        ),
        (
            #"{"email":"a@example.com","name":"Ann","age":3,"tags":["a","b","c"]}"#,
            #"[{"type":"too_long","loc":["body","tags"],"msg":"List should have at most 2 items after validation, not 3","input":["a","b","c"],"ctx":{"field_type":"List","max_length":2,"actual_length":3}}]"#
        ),
        (
            #"{"email":"a@example.com","name":"Ann","age":3,"url":"nope"}"#,
            #"[{"type":"url_parsing","loc":["body","url"],"msg":"Input should be a valid URL, relative URL without a base","input":"nope","ctx":{"error":"relative URL without a base"}}]"#
        ),
    ])
    func refusedBodiesAreAnsweredAlike(_ body: String, _ detail: String) throws {
        try expectErrors(Strict.self, body, detail)
    }

    @Test(arguments: [
        (
            "{}",
            #"[{"type":"missing","loc":["body","email"],"msg":"Field required","input":{}},{"type":"missing","loc":["body","name"],"msg":"Field required","input":{}},{"type":"missing","loc":["body","password"],"msg":"Field required","input":{}}]"#
        ),
        (
            "[]",
            #"[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","input":[]}]"#
        ),
        (
            // Beside what FastAPI answers, the password is redacted.
            #"{"email":1,"name":["x"],"password":12345678,"is_active":"maybe"}"#,
            #"[{"type":"string_type","loc":["body","email"],"msg":"Input should be a valid string","input":1},{"type":"string_type","loc":["body","name"],"msg":"Input should be a valid string","input":["x"]},{"type":"bool_parsing","loc":["body","is_active"],"msg":"Input should be a valid boolean, unable to interpret input","input":"maybe"},{"type":"string_type","loc":["body","password"],"msg":"Input should be a valid string","input":"**********"}]"#
        ),
        (
            #"{"email":"a@b","name":"Test User","password":"password123"}"#,
            #"[{"type":"value_error","loc":["body","email"],"msg":"value is not a valid email address: The part after the @-sign is not valid. It should have a period.","input":"a@b","ctx":{"reason":"The part after the @-sign is not valid. It should have a period."}}]"#
        ),
        (
            #"{"email":"ÿ","password":"short"}"#,
            #"[{"type":"value_error","loc":["body","email"],"msg":"value is not a valid email address: An email address must have an @-sign.","input":"ÿ","ctx":{"reason":"An email address must have an @-sign."}},{"type":"missing","loc":["body","name"],"msg":"Field required","input":{"email":"ÿ","password":"**********"}},{"type":"string_too_short","loc":["body","password"],"msg":"String should have at least 8 characters","input":"**********","ctx":{"min_length":8}}]"#
        ),
    ])
    func usersAreRefusedAlike(_ body: String, _ detail: String) throws {
        try expectErrors(UserCreate.self, body, detail)
    }

    private func expectErrors<Value: Model>(_ type: Value.Type, _ body: String, _ detail: String) throws {
        var validation = Validation(at: [.name("body")])
        #expect(Value.decode(.node(try JSONDocument(parsing: Array(body.utf8)).root), [], &validation) == nil)
        var writer = JSONWriter()
        writer.beginArray()
        for error in validation.errors {
            error.write(to: &writer)
        }
        writer.endArray()
        #expect(String(decoding: writer.finish(), as: UTF8.self) == detail)
    }
}
