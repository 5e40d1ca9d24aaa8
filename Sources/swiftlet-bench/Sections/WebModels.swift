import Swiftlet

/// A body of twenty fields with constraints.
struct TwentyFields: Model {
    var givenName: String
    var familyName: String
    var email: EmailAddress
    var phone: String
    var street: String
    var houseNumber: String
    var postcode: String
    var city: String
    var country: String
    var language: String
    var age: Int
    var height: Double
    var score: Int
    var visits: Int
    var balance: Double
    var isActive: Bool
    var isVerified: Bool
    var tags: [String]
    var nickname: String?
    var notes: String?

    // Explicit root types speed up type checking.
    static let schema = Schema(
        TwentyFields.init,
        Field("given_name", \TwentyFields.givenName, .length(1...100)),
        Field("family_name", \TwentyFields.familyName, .length(1...100)),
        Field("email", \TwentyFields.email),
        Field("phone", \TwentyFields.phone, .length(5...20)),
        Field("street", \TwentyFields.street, .length(1...200)),
        Field("house_number", \TwentyFields.houseNumber, .length(1...10)),
        Field("postcode", \TwentyFields.postcode, .length(3...10)),
        Field("city", \TwentyFields.city, .length(1...100)),
        Field("country", \TwentyFields.country, .length(2...2)),
        Field("language", \TwentyFields.language, .length(2...5)),
        Field("age", \TwentyFields.age, .range(0...150)),
        Field("height", \TwentyFields.height, .range(0...3)),
        Field("score", \TwentyFields.score, .range(0...100)),
        Field("visits", \TwentyFields.visits, .range(0...1_000_000)),
        Field("balance", \TwentyFields.balance),
        Field("is_active", \TwentyFields.isActive),
        Field("is_verified", \TwentyFields.isVerified),
        Field("tags", \TwentyFields.tags),
        Field("nickname", \TwentyFields.nickname),
        Field("notes", \TwentyFields.notes)
    )

    static let json = Array(
        #"""
        {"given_name":"Ada","family_name":"Lovelace","email":"ada@example.com","phone":"+44 20 7946 0000",
        "street":"St James's Square","house_number":"12","postcode":"SW1Y 4JH","city":"London","country":"GB",
        "language":"en-GB","age":36,"height":1.65,"score":99,"visits":1815,"balance":1234.56,"is_active":true,
        "is_verified":false,"tags":["analyst","poet","engine"],"nickname":null,"notes":"The first of her kind."}
        """#
        .utf8
    )
}

/// One item of a long list.
struct ListItem: Model {
    var id: Int
    var email: String
    var name: String
    var isActive: Bool

    static let schema = Schema(
        ListItem.init,
        Field("id", \.id),
        Field("email", \.email),
        Field("name", \.name),
        Field("is_active", \.isActive)
    )

    static let thousand = (1...1000)
        .map { id in
            ListItem(id: id, email: "user\(id)@example.com", name: "User \(id)", isActive: id % 3 != 0)
        }
}
