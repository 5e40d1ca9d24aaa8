import FoundationEssentials
import Swiftlet
import SwiftletJSON
import SwiftletMacros

/// The examples in the reference of models and schemas.
enum ModelExamples {
    struct UserCreate: Model {
        var email: EmailAddress
        var name: String

        static let schema = Schema(
            UserCreate.init,
            Field("email", \.email),
            Field("name", \.name, .length(2...100))
        )
    }

    struct Rectangle: Model {
        var width: Int
        var height: Int
        var area: Int { width * height }

        static let schema = Schema(
            Rectangle.init,
            Field("width", \.width),
            Field("height", \.height),
            computed: [ComputedField("area", \.area)]
        )
    }

    struct Member: Model {
        var name: String
        var age: Int?
        var nickname: String

        static let schema = Schema(
            Member.init,
            Field("name", \.name, .stripped, .length(2...100)),
            Field("age", \.age, .range(0..<150)),
            Field("nickname", \.nickname, .check("must not be reserved") { $0 != "admin" }, default: "anonymous")
        )
    }

    struct Event: Model {
        var name: String
        var details: JSONObject = [:]

        static let schema = Schema({ Event(name: $0) }, Field("name", \.name), extraKeys: .allowed(in: \.details))
    }

    struct Page<Item: SchemaValue>: Model {
        var items: [Item]

        static var schema: Schema<Page<Item>> { .cached { Schema(Page.init, Field("items", \.items)) } }
    }

    @Model
    struct Card {
        var number: Secret<String>
    }

    @Model
    struct Transfer {
        var account: String
    }

    enum Payment: TaggedUnion {
        case card(Card)
        case transfer(Transfer)

        static let variants = Variants(
            tag: "kind",
            Variant("card", Payment.card) { if case .card(let card) = $0 { card } else { nil } },
            Variant("transfer", Payment.transfer) { if case .transfer(let transfer) = $0 { transfer } else { nil } }
        )
    }

    struct UserUpdate: Model {
        var name: Patch<String>
        var nickname: Patch<String>

        static let schema = Schema(
            UserUpdate.init,
            Field("name", \.name, .length(2...100), .notNull),
            Field("nickname", \.nickname)
        )
    }

    enum SortOrder: String, SchemaLiteral {
        case ascending = "asc"
        case descending = "desc"
    }

    @Model
    struct Attachment {
        var name: String
        var content: Base64Bytes
    }

    @Model
    struct AccessRule {
        var address: IPAddress
        var isAllowed = false
    }

    static func domain() -> String? {
        let address = EmailAddress("Ada Lovelace <ada@Example.COM>")
        let domain = address?.domain  // "example.com"
        return domain
    }

    static func origin() -> String? {
        let url = WebURL("https://Example.com:443/a/../b")
        let origin = url?.origin  // "https://example.com"
        return origin
    }

    static func checkDates(begin: Date, end: Date) throws {
        if begin >= end {
            let location: [ValidationError.Component] = [.name("body"), .name("end")]
            throw RequestValidationFailure([
                ValidationError(type: "value_error", location: location, message: "must be after begin", input: .null)
            ])
        }
    }
}

/// The number of a bank account.
struct AccountNumber: Hashable {
    let text: String
}

extension AccountNumber: SchemaValue {
    static func decode(
        _ input: InputValue,
        constraints: [Constraint<AccountNumber>],
        validation: inout Validation
    ) -> AccountNumber? {
        String.decode(input, constraints: [.pattern("^[0-9]{10}$")], validation: &validation).map(AccountNumber.init)
    }

    func encode(to writer: inout JSONWriter) {
        writer.string(text)
    }

    static func describe(_ constraints: [Constraint<AccountNumber>], _ registry: inout SchemaRegistry) -> JSONObject {
        String.describe([.pattern("^[0-9]{10}$")], &registry)
    }
}

extension AccountNumber: SchemaKey {}
