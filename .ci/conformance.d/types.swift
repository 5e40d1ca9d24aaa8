// Decodes the inputs of the comparison with Pydantic. Each input line is a case,
// `{"type": "int", "rules": {"ge": 1}, "input": …}`, with `"form": "text"` or `"texts"` for the strings of a parameter
// instead of JSON, or `"fields"` for the fields of a form. Each output line is `{"value": …}` or `{"errors": […]}`. Compiled
// by the conformance tests against the modules of the release build.

import FoundationEssentials
import Swiftlet
import SwiftletJSON

enum Color: String, SchemaEnum { case red, green, blue }
enum Level: Int, SchemaEnum {
    case low = 1
    case high
}
enum Order: String, SchemaLiteral { case asc, desc }
enum Version: Int, SchemaLiteral {
    case first = 1
    case second
}

struct Address: Model {
    var street: String
    var zip: Int?

    static let schema = Schema(Address.init, Field("street", \.street, .length(1...)), Field("zip", \.zip))
}

struct Person: Model {
    var name: String
    var age: Int
    var tags: [String]
    var address: Address?
    var color: Color

    static let schema = Schema(
        Person.init,
        Field("name", \.name, .length(2...10)),
        Field("age", \.age, .range(0...150), default: 18),
        Field("tags", \.tags, .length(...2), default: []),
        Field("address", \.address),
        Field("color", \.color, default: .red)
    )
}

struct Strict: Model {
    var x: Int
    var y: Int

    static let schema = Schema(Strict.init, Field("x", \.x), Field("y", \.y, default: 1), extraKeys: .forbidden)
}

struct Open: Model {
    var x: Int
    var extra: JSONObject = [:]

    static let schema = Schema({ Open(x: $0) }, Field("x", \.x), extraKeys: .allowed(in: \.extra))
}

struct Counts: Model {
    var x: Int
    var extra: [String: Int] = [:]

    static let schema = Schema({ Counts(x: $0) }, Field("x", \.x), extraKeys: .allowed(in: \.extra))
}

struct A: Model {
    var x: Int
    var y: Int

    static let schema = Schema(A.init, Field("x", \.x), Field("y", \.y, default: 1))
}

struct B: Model {
    var x: Int
    var z: String

    static let schema = Schema(B.init, Field("x", \.x), Field("z", \.z, default: ""))
}

struct Cat: Model {
    var kind: Kind
    var lives: Int

    enum Kind: String, SchemaLiteral { case cat }
    static let schema = Schema(Cat.init, Field("kind", \.kind), Field("lives", \.lives))
}

struct Dog: Model {
    var kind: Kind
    var name: String

    enum Kind: String, SchemaLiteral { case dog }
    static let schema = Schema(Dog.init, Field("kind", \.kind), Field("name", \.name))
}

enum Pet: TaggedUnion {
    case cat(Cat)
    case dog(Dog)

    static let variants = Variants(
        tag: "kind",
        Variant("cat", Pet.cat) { if case .cat(let cat) = $0 { cat } else { nil } },
        Variant("dog", Pet.dog) { if case .dog(let dog) = $0 { dog } else { nil } }
    )
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

/// A union that contains itself.
enum Tree: UntaggedUnion {
    case leaf(Int)
    case branch([Tree])
    case named([String: Tree])

    static let members = UnionMembers(
        UnionMember(Tree.leaf) { if case .leaf(let leaf) = $0 { leaf } else { nil } },
        UnionMember(Tree.branch, label: "list[union[int,list[...],dict[str,...]]]") {
            if case .branch(let trees) = $0 { trees } else { nil }
        },
        UnionMember(Tree.named, label: "dict[str,...]") { if case .named(let trees) = $0 { trees } else { nil } }
    )
}

/// Decodes an input with constraints and writes the result as a line.
typealias Decoder = (_ input: InputValue, _ rules: JSON) throws -> [UInt8]

func decoder<Value: SchemaValue>(
    _ type: Value.Type,
    rules makeRules: @escaping (JSON) throws -> [Constraint<Value.Constrained>] = { _ in [] }
) -> Decoder {
    { input, rules in
        var validation = Validation()
        let value = Value.decode(input, constraints: try makeRules(rules), validation: &validation)
        var writer = JSONWriter()
        writer.beginObject()
        if let value {
            writer.key("value")
            do {
                try value.encode(to: &writer)
            } catch {
                return Array(#"{"failure": "The value cannot be written."}"#.utf8)
            }
        } else {
            writer.key("errors")
            writer.value(.array(validation.errors.map(json)))
        }
        writer.endObject()
        return writer.finish()
    }
}

func json(_ error: ValidationError) -> JSON {
    var object: JSONObject = [
        "type": .string(error.type),
        "loc": .array(
            error.location.map { component in
                switch component {
                case .name(let name): .string(name)
                case .index(let index): .integer(index)
                }
            }
        ),
        "msg": .string(error.message), "input": error.input,
    ]
    if let context = error.context { object["ctx"] = .object(context) }
    return .object(object)
}

func bounds<Value: OrderedSchemaValue>(_ rules: JSON) throws -> [Constraint<Value>] {
    var constraints: [Constraint<Value>] = []
    for (name, bound) in rules.object ?? [:] {
        switch name {
        case "ge": constraints.append(.ge(try .decoded(from: bound)))
        case "gt": constraints.append(.gt(try .decoded(from: bound)))
        case "le": constraints.append(.le(try .decoded(from: bound)))
        case "lt": constraints.append(.lt(try .decoded(from: bound)))
        default: break
        }
    }
    return constraints
}

func numbers<Value: NumericSchemaValue>(_ rules: JSON) throws -> [Constraint<Value>] {
    // Pydantic checks the multiple first.
    let multiple = try rules["multiple_of"].map { [Constraint<Value>.multipleOf(try .decoded(from: $0))] } ?? []
    return multiple + (try bounds(rules))
}

func digits(_ rules: JSON) throws -> [Constraint<Decimal>] {
    let digits = rules["max_digits"]?.int
        .map {
            Constraint<Decimal>.digits($0, decimalPlaces: rules["decimal_places"]?.int)
        }
    return (digits.map { [$0] } ?? []) + (try numbers(rules))
}

func lengths(_ rules: JSON) -> Range<Int>? {
    guard let minimum = rules["min_length"]?.int, let maximum = rules["max_length"]?.int else { return nil }
    return minimum..<maximum + 1
}

func texts(_ rules: JSON) -> [Constraint<String>] {
    var constraints: [Constraint<String>] = []
    if rules["strip_whitespace"] == true { constraints.append(.stripped) }
    if rules["to_lower"] == true { constraints.append(.lowercased) }
    if let range = lengths(rules) { constraints.append(.length(range)) }
    if let pattern = rules["pattern"]?.string { constraints.append(.pattern(pattern)) }
    return constraints
}

let decoders: [String: Decoder] = [
    "int": decoder(Int.self, rules: numbers), "float": decoder(Double.self, rules: numbers),
    "decimal": decoder(Decimal.self, rules: digits), "str": decoder(String.self, rules: texts),
    "bool": decoder(Bool.self), "any": decoder(JSON.self), "uuid": decoder(UUID.self),
    "datetime": decoder(Date.self, rules: bounds), "date": decoder(CalendarDate.self, rules: bounds),
    "time": decoder(TimeOfDay.self, rules: bounds), "timedelta": decoder(Duration.self, rules: bounds),
    "email": decoder(EmailAddress.self), "url": decoder(WebURL.self),
    "ipv4": decoder(IPv4Address.self), "ipv6": decoder(IPv6Address.self), "ip": decoder(IPAddress.self),
    "ipv4network": decoder(IPv4Network.self), "ipv6network": decoder(IPv6Network.self),
    "base64": decoder(Base64Bytes.self), "base64url": decoder(Base64URLBytes.self),
    "color": decoder(Color.self), "level": decoder(Level.self), "order": decoder(Order.self),
    "version": decoder(Version.self),
    "optional_int": decoder(Int?.self, rules: numbers),
    "list_int": decoder([Int].self) { rules in lengths(rules).map { [.length($0)] } ?? [] },
    "list_str": decoder([String].self) { rules in lengths(rules).map { [.length($0)] } ?? [] },
    "set_int": decoder(Set<Int>.self) { rules in lengths(rules).map { [.length($0)] } ?? [] },
    "dict_str_int": decoder([String: Int].self) { rules in lengths(rules).map { [.length($0)] } ?? [] },
    "dict_int_int": decoder([Int: Int].self) { rules in lengths(rules).map { [.length($0)] } ?? [] },
    "dict_uuid_int": decoder([UUID: Int].self), "dict_date_int": decoder([CalendarDate: Int].self),
    "dict_color_int": decoder([Color: Int].self), "dict_level_int": decoder([Level: Int].self),
    "dict_order_any": decoder([Order: JSON].self),
    "person": decoder(Person.self), "strict": decoder(Strict.self), "open": decoder(Open.self),
    "counts": decoder(Counts.self), "pet": decoder(Pet.self), "list_person": decoder([Person].self),
    "int_or_str": decoder(Either<Int, String>.self), "str_or_int": decoder(Either<String, Int>.self),
    "int_or_float": decoder(Either<Int, Double>.self), "float_or_int": decoder(Either<Double, Int>.self),
    "bool_or_int": decoder(Either<Bool, Int>.self), "uuid_or_str": decoder(Either<UUID, String>.self),
    "date_or_datetime": decoder(Either<CalendarDate, Date>.self), "time_or_int": decoder(Either<TimeOfDay, Int>.self),
    "decimal_or_float": decoder(Either<Decimal, Double>.self), "color_or_int": decoder(Either<Color, Int>.self),
    "level_or_str": decoder(Either<Level, String>.self), "order_or_bool": decoder(Either<Order, Bool>.self),
    "a_or_b": decoder(Either<A, B>.self), "b_or_a": decoder(Either<B, A>.self),
    "a_or_dict": decoder(Either<A, [String: Int]>.self), "dict_or_a": decoder(Either<[String: Int], A>.self),
    "lists": decoder(Either<[Int], [String]>.self), "set_or_list": decoder(Either<Set<Int>, [Int]>.self),
    "models_or_dicts": decoder(Either<[A], [[String: Int]]>.self), "tree": decoder(Tree.self),
    "optional_union": decoder(Either<Int, String>?.self), "list_union": decoder([Either<Int, Bool>].self),
]

/// Returns an app that decodes a model from a form and returns it.
func form<Value: Model>(_ type: Value.Type) -> App {
    App(title: "", version: "") { Endpoint(.post, "/", Form(Value.self)) { $0 } }
}

let forms: [String: App] = [
    "person": form(Person.self), "strict": form(Strict.self), "open": form(Open.self), "counts": form(Counts.self),
]

/// Sends the fields of a form to an app and returns its result.
func send(_ fields: JSONNode, to app: App) async throws -> JSON {
    let items = fields.elements.map { "\(encoded($0[0]?.string))=\(encoded($0[1]?.string))" }
    let request = Request(
        method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded"],
        body: Array(items.joined(separator: "&").utf8)
    )
    let response = await app.respond(to: request, context: Context())
    guard case .bytes(let bytes) = response.body else { fatalError("The response is a stream.") }
    let body = try JSON(parsing: bytes)
    guard response.status != .ok else { return ["value": body] }
    // The locations without their first element, `body`.
    let errors = (body["detail"]?.array ?? [])
        .map { error in
            var object = error.object ?? [:]
            object["loc"] = .array(Array((error["loc"]?.array ?? []).dropFirst()))
            return JSON.object(object)
        }
    return ["errors": .array(errors)]
}

/// Returns a text with all bytes percent-encoded.
func encoded(_ text: String?) -> String {
    (text ?? "").utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

while let line = readLine() {
    let document = try JSONDocument(parsing: Array(line.utf8))
    guard let name = document.root["type"]?.string, let decode = decoders[name], let input = document.root["input"]
    else {
        fatalError("This is no case: \(line)")
    }
    if document.root["form"]?.string == "fields", let app = forms[name] {
        print(try await send(input, to: app).description)
        continue
    }
    let rules = document.root["rules"]?.value ?? [:]
    let value: InputValue =
        switch document.root["form"]?.string {
        case "text": .text(input.string ?? "")
        case "texts": .texts(input.elements.compactMap(\.string))
        default: .node(input)
        }
    print(String(decoding: try decode(value, rules), as: UTF8.self))
}
