import Swiftlet
import SwiftletMacros

/// The body of a queue message.
@Model
struct Order: EventInput {
    var id: Int
    @Rule(.ge(1)) var quantity: Int
}

/// The order must be reviewed before it is shipped.
struct ReviewRequired: Error {
    let order: Order
}
