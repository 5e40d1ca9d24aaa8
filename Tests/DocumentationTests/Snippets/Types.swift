import FoundationEssentials
import Swiftlet
import SwiftletJSON
import SwiftletMacros

enum Identifier: UntaggedUnion {
    case number(Int)
    case name(String)

    static let members = UnionMembers(
        UnionMember(Identifier.number, .ge(1)) { if case .number(let number) = $0 { number } else { nil } },
        UnionMember(Identifier.name, .length(1...)) { if case .name(let name) = $0 { name } else { nil } }
    )
}

@Model
struct Product {
    @Describe("The name on the price tag.", examples: ["Lamp"]) var name: String
    @Rule(.ge(0)) var price: Decimal
    @Key("count", aliases: ["qty"]) var quantity = 1
    @Computed var total: Decimal { price * Decimal(quantity) }
    @Extra var details: JSONObject = [:]
}

@Model(extraKeys: .forbidden)
struct Booking {
    var begin: Date
    var end: Date
    @Check("must be after begin", at: "end") var endsAfterBegin: Bool { begin < end }
}

struct Span: Model {
    var lower: Int
    var upper: Int

    static let schema = Schema(
        Span.init,
        Field("from", \.lower, .ge(0)),
        Field("to", \.upper, default: 100, description: "The last value."),
        checks: [.check("must not be less than from", at: "to") { $0.lower <= $0.upper }]
    )
}
