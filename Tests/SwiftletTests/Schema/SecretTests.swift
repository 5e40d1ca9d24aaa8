import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct SecretTests {
    struct Login: Model, Equatable {
        var name: String
        var password: Secret<String>

        static let schema = Schema(
            Login.init,
            Field("name", \.name),
            Field("password", \.password, .length(8...), aliases: ["pass", "pwd"])
        )
    }

    struct Vault: Model {
        var logins: [Login]
        var byName: [String: Login]
        var main: Login?
        var pins: [Secret<Int>]
        var update: Patch<Login>
        var key: Key?
        var count: Int
        var inner: [Vault]

        static let schema = Schema(
            Vault.init,
            Field("logins", \.logins, default: []),
            Field("by_name", \.byName, default: [:]),
            Field("main", \.main),
            Field("pins", \.pins, default: []),
            Field("update", \.update),
            Field("key", \.key),
            Field("count", \.count),
            Field("inner", \.inner, default: []),
            extraKeys: .forbidden
        )
    }

    enum Key: TaggedUnion {
        case token(Token)
        case login(Login)

        static let variants = Variants(
            tag: "kind",
            Variant("token", Key.token) { if case .token(let it) = $0 { it } else { nil } },
            Variant("login", Key.login) { if case .login(let it) = $0 { it } else { nil } }
        )
    }

    struct Token: Model {
        var token: Secret<EmailAddress>

        static let schema = Schema(Token.init, Field("token", \.token))
    }

    /// Inputs with the secret `hunter2` in every possible position.
    static let inputs = [
        #"{"logins":[{"name":"a","password":"hunter2"}]}"#,
        #"{"logins":[{"password":"hunter2!!"}]}"#,
        #"{"logins":[{"pass":"hunter2!!"}],"count":"x"}"#,
        #"{"logins":[{"pwd":"hunter2!!","pass":"hunter2"}]}"#,
        #"{"logins":{"name":"a","password":"hunter2"}}"#,
        #"{"logins":"hunter2"}"#,
        #"{"by_name":{"x":{"password":"hunter2"}}}"#,
        #"{"by_name":{"password":"hunter2"}}"#,
        #"{"by_name":[{"password":"hunter2"}]}"#,
        #"{"main":{"password":"hunter2"}}"#,
        #"{"main":[{"password":["hunter2"]}]}"#,
        #"{"main":{"password":{"x":"hunter2"}}}"#,
        #"{"main":"{\"password\":\"hunter2\"}"}"#,
        #"{"pins":["hunter2"]}"#,
        #"{"pins":{"x":"hunter2"}}"#,
        #"{"pins":"hunter2"}"#,
        #"{"update":{"password":"hunter2"}}"#,
        #"{"key":{"kind":"token","token":"hunter2"}}"#,
        #"{"key":{"kind":"token","token":"hunter2 x@y.z"}}"#,
        #"{"key":{"kind":"login","password":"hunter2"}}"#,
        #"{"key":{"kind":"neither","password":"hunter2","token":"hunter2"}}"#,
        #"{"key":{"password":"hunter2","token":"hunter2"}}"#,
        #"{"key":["hunter2"]}"#,
        #"{"key":"hunter2"}"#,
        #"{"inner":[{"logins":[{"password":"hunter2"}]}]}"#,
        #"{"inner":[[{"logins":[{"password":"hunter2"}]}]]}"#,
        #"{"passwrod":"hunter2"}"#,
        #"[{"main":{"password":"hunter2"}}]"#,
        #""hunter2""#,
    ]

    @Test(arguments: inputs)
    func `redacts secrets in errors`(_ input: String) throws {
        let errors = try rejected(Vault.self, input)
        #expect(!errors.isEmpty)
        for error in errors {
            var writer = JSONWriter()
            error.write(to: &writer)
            let text = String(decoding: writer.finish(), as: UTF8.self)
            #expect(!text.contains("hunter2"), "\(text)")
        }
    }

    @Test func `errors include inputs that are not secret`() throws {
        let errors = try rejected(Vault.self, #"{"logins":[],"main":{"name":"a","password":1}}"#)
        #expect(
            errors.map(\.input) == ["**********", ["logins": [], "main": ["name": "a", "password": "**********"]]]
        )
        #expect(try rejected(Person.self, #"{"name":1,"x":2}"#).last?.input == ["name": 1, "x": 2])
    }

    @Test func `does not redact a null password`() throws {
        let errors = try rejected(Login.self, #"{"password":null}"#)
        #expect(errors.map(\.input) == [["password": nil], "**********"])
    }

    @Test func `redacts a secret in descriptions, mirrors and encodings`() throws {
        let login = try decoded(Login.self, #"{"name":"a","pwd":"hunter2!!"}"#)
        #expect(login.password.revealed == "hunter2!!")
        var dumped = ""
        dump(login, to: &dumped)
        let texts = ["\(login)", "\(login.password)", String(reflecting: login), dumped, login.literal.description]
        for text in texts { #expect(!text.contains("hunter2"), "\(text)") }
        #expect(login.literal == ["name": "a", "password": "**********"])
        #expect(login == Login(name: "a", password: "hunter2!!"))
        #expect(Mirror(reflecting: login.password).children.isEmpty)
    }

    @Test func `describes a secret as a write-only password`() {
        var registry = SchemaRegistry()
        let schema = Secret<String>.describe([.length(8...128)], &registry)
        let expected: JSONObject = [
            "type": "string", "minLength": 8, "maxLength": 128, "format": "password", "writeOnly": true,
        ]
        #expect(schema == expected)
    }

    @Test func `describes a secret in a response as its placeholder`() {
        var registry = SchemaRegistry()
        registry.mode = .output
        #expect(Secret<String>.describe([.length(12...128)], &registry) == ["type": "string", "format": "password"])
        #expect(Secret<Int>.describe([.ge(1000)], &registry) == ["type": "string", "format": "password"])
    }

    @Test(arguments: [false, true])
    func `computes once whether a type contains a secret`(_ isPresent: Bool) {
        let presence = SecretPresence()
        var calls = 0
        for _ in 0..<3 {
            let found = presence.value {
                calls += 1
                return isPresent
            }
            #expect(found == isPresent)
        }
        #expect(calls == 1)
    }
}
