import FoundationEssentials
import Swiftlet
import SwiftletJSON
import SwiftletMacros

enum Level: String, SchemaEnum {
    case low, high
}

/// Models made by the macro.
///
/// Those of the same names in ``ByHand`` are what they have to be like.
enum ByMacro {
    @Model
    struct UserCreate {
        var email: EmailAddress
        @Rule(.length(2...100)) var name: String
        var isActive = true
        @Rule(.length(8...128)) var password: Secret<String>
    }

    @Model
    struct UserUpdate {
        @Rule(.notNull) var email: Patch<EmailAddress> = .unset
        @Rule(.notNull, .length(2...100)) var name: Patch<String> = .unset
        var nickname: Patch<String>
        @Rule(.notNull) var age: Int?
    }

    @Model(description: "All kinds of rules.", extraKeys: .forbidden)
    struct Rules {
        @Rule(.stripped, .lowercased, .check("must not be reserved") { $0 != "admin" }) var slug: String
        @Rule(.ge(0), .multipleOf(5)) var step: Int
        @Rule(.range(0...1)) var ratio: Double
        @Rule(.ge(0)) var price: Decimal = 1
        @Rule(.unique()) var ids: [Int] = []
        @Rule(.length(1...3)) @Rule(.each(.length(2...))) var words: [String]
        @Rule(.length(...2)) var scores: [String: Int]?
        @Rule(.oneOf("a", "b")) var choice: String
        @Rule(.pattern("^[a-z]+$")) var word: String?
        @Rule(.check("must be even") { $0 % 2 == 0 }) var even: Int
    }

    @Model(name: "Renamed", naming: .unchanged)
    struct Described {
        @Describe("The name.", title: "Full Name", examples: ["Ada", "Bob"]) var fullName: String
        @Key("NICK", aliases: ["nick", "handle"]) @Describe(isDeprecated: true) var nickName: String?
        var urlPath, userID: String
    }

    @Model(naming: FieldNaming { $0.uppercased() })
    struct Named {
        var first: Int
        var second: Int = 2
    }

    @Model
    struct Booking {
        var begin: Date
        var end: Date
        var level = Level.low
        @Check("must be after begin", at: "end") private var endsAfterBegin: Bool { begin < end }
        @Computed @Key("nights") @Describe("Rounded down.") var nightCount: Int {
            Int(end.timeIntervalSince(begin)) / 86400
        }
        @Computed let kind = "booking"
    }

    @Model
    struct Product {
        var name: String
        @Extra var details: JSONObject = [:]
    }

    @Model
    struct Order {
        var lines: [Product]
        var booking: Booking?
        var page: Page<Level>
    }

    @Model
    struct Page<Item: SchemaValue> {
        var items: [Item]
        var total: Int = 0
    }

    @Model
    struct Node {
        var value: Int
        var children: [Node] = []
    }

    @Model
    struct WithInitializers {
        var id: Int
        var name: String?
        var isActive = true

        init(text: String) {
            self.init(id: text.count, name: text)
        }
    }

    @Model
    struct Empty {
    }
}

/// The models of ``ByMacro``, with schemas written by hand.
enum ByHand {
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

    struct UserUpdate: Model {
        var email: Patch<EmailAddress>
        var name: Patch<String>
        var nickname: Patch<String>
        var age: Int?

        static let schema = Schema(
            UserUpdate.init,
            Field("email", \.email, .notNull),
            Field("name", \.name, .notNull, .length(2...100)),
            Field("nickname", \.nickname),
            Field("age", \.age, .notNull)
        )
    }

    struct Rules: Model {
        var slug: String
        var step: Int
        var ratio: Double
        var price: Decimal
        var ids: [Int]
        var words: [String]
        var scores: [String: Int]?
        var choice: String
        var word: String?
        var even: Int

        static let schema: Schema<Rules> = {
            let notReserved = Constraint<String>.check("must not be reserved") { $0 != "admin" }
            let slug = Field("slug", \Rules.slug, .stripped, .lowercased, notReserved)
            let step = Field("step", \Rules.step, .ge(0), .multipleOf(5))
            let ratio = Field("ratio", \Rules.ratio, .range(0...1))
            let price = Field("price", \Rules.price, .ge(0), default: 1)
            let ids = Field("ids", \Rules.ids, .unique(), default: [])
            let words = Field("words", \Rules.words, .length(1...3), .each(.length(2...)))
            let scores = Field("scores", \Rules.scores, .length(...2))
            let choice = Field("choice", \Rules.choice, .oneOf("a", "b"))
            let word = Field("word", \Rules.word, .pattern("^[a-z]+$"))
            let even = Field("even", \Rules.even, .check("must be even") { $0 % 2 == 0 })
            return Schema(
                Rules.init,
                slug,
                step,
                ratio,
                price,
                ids,
                words,
                scores,
                choice,
                word,
                even,
                description: "All kinds of rules.",
                extraKeys: .forbidden
            )
        }()
    }

    struct Described: Model {
        var fullName: String
        var nickName: String?
        var urlPath: String
        var userID: String

        static let schema = Schema(
            Described.init,
            Field("fullName", \.fullName, title: "Full Name", description: "The name.", examples: ["Ada", "Bob"]),
            Field("NICK", \.nickName, aliases: ["nick", "handle"], isDeprecated: true),
            Field("urlPath", \.urlPath),
            Field("userID", \.userID),
            name: "Renamed"
        )
    }

    struct Named: Model {
        var first: Int
        var second: Int

        static let schema = Schema(Named.init, Field("FIRST", \.first), Field("SECOND", \.second, default: 2))
    }

    struct Booking: Model {
        var begin: Date
        var end: Date
        var level: Level
        let kind = "booking"

        var nightCount: Int { Int(end.timeIntervalSince(begin)) / 86400 }

        static let schema = Schema(
            Booking.init,
            Field("begin", \.begin),
            Field("end", \.end),
            Field("level", \.level, default: .low),
            computed: [
                ComputedField("nights", \.nightCount, description: "Rounded down."), ComputedField("kind", \.kind),
            ],
            checks: [.check("must be after begin", at: "end") { $0.begin < $0.end }]
        )
    }

    struct Product: Model {
        var name: String
        var details: JSONObject = [:]

        static let schema = Schema({ Product(name: $0) }, Field("name", \.name), extraKeys: .allowed(in: \.details))
    }

    struct Order: Model {
        var lines: [Product]
        var booking: Booking?
        var page: Page<Level>

        static let schema = Schema(
            Order.init,
            Field("lines", \.lines),
            Field("booking", \.booking),
            Field("page", \.page)
        )
    }

    struct Page<Item: SchemaValue>: Model {
        var items: [Item]
        var total: Int

        static var schema: Schema<Page<Item>> {
            Schema(Page.init, Field("items", \.items), Field("total", \.total, default: 0))
        }
    }

    struct Node: Model {
        var value: Int
        var children: [Node]

        static let schema = Schema(Node.init, Field("value", \.value), Field("children", \.children, default: []))
    }

    struct WithInitializers: Model {
        var id: Int
        var name: String?
        var isActive: Bool

        static let schema = Schema(
            WithInitializers.init,
            Field("id", \.id),
            Field("name", \.name),
            Field("is_active", \.isActive, default: true)
        )
    }

    struct Empty: Model {
        static let schema = Schema({ Empty() })
    }
}
