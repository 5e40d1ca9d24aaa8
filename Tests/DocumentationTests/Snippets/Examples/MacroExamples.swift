import FoundationEssentials
import Swiftlet
import SwiftletJSON
import SwiftletMacros

/// The examples in the reference of the macros.
enum MacroExamples {
    @Model
    struct Booking {
        var begin: Date
        var end: Date
        @Check("must be after begin", at: "end") var endsAfterBegin: Bool { begin < end }
    }

    @Model
    struct Rectangle {
        var width: Int
        var height: Int
        @Computed var area: Int { width * height }
    }

    @Model
    struct Profile {
        @Describe("The name that other users see.", examples: ["Ada Lovelace"]) var displayName: String
        @Describe("Use `displayName`.", isDeprecated: true) var nickname: String?
    }

    @Model
    struct Product {
        var name: String
        @Extra var details: JSONObject = [:]
    }

    @Model
    struct Book {
        @Key("ISBN", aliases: ["isbn13"]) var number: String
        @Key(aliases: ["mail"]) var email: EmailAddress
    }

    @Model
    struct Page {
        @Rule(.stripped, .length(1...200)) var title: String
        @Rule(.check("must not be reserved") { $0 != "admin" }) var slug: String
    }

    struct UserCreate: Model {
        var email: EmailAddress
        var name: String
        var isActive = true
        var password: Secret<String>

        static let schema = Schema(
            UserCreate.init,
            Field("email", \.email),
            Field("name", \.name, .length(2...100)),
            Field("is_active", \.isActive, default: true),
            Field("password", \.password, .length(8...128))
        )
    }
}
