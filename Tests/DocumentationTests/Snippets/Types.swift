import FoundationEssentials
import Swiftlet
import SwiftletJSON

enum Identifier: UntaggedUnion {
    case number(Int)
    case name(String)

    static let members = UnionMembers(
        UnionMember(Identifier.number, .ge(1)) { if case .number(let number) = $0 { number } else { nil } },
        UnionMember(Identifier.name, .length(1...)) { if case .name(let name) = $0 { name } else { nil } }
    )
}

struct Product: Model {
    var name: String
    var price: Decimal
    var quantity: Int
    var details: JSONObject = [:]

    var total: Decimal { price * Decimal(quantity) }

    static let schema = Schema(
        { Product(name: $0, price: $1, quantity: $2) },
        Field("name", \.name),
        Field("price", \.price, .ge(0)),
        Field("quantity", \.quantity, default: 1),
        computed: [ComputedField("total", \.total)],
        extraKeys: .allowed(in: \.details)
    )
}
