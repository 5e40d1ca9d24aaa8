import Foundation
import Swiftlet
import SwiftletEvents

/// An app with every kind of input and constraint, to generate events for.
enum SampleApp {
    enum Size: String, CaseIterable, SchemaEnum {
        case small
        case large
    }

    struct Card: Model, Equatable {
        var number: String
        var year: Int

        static let schema = Schema(
            Card.init,
            Field("number", \.number, .pattern("^[0-9]{4}(-[0-9]{4}){3}$")),
            Field("year", \.year, .range(2026...2040))
        )
    }

    struct Transfer: Model, Equatable {
        var account: String

        static let schema = Schema(Transfer.init, Field("account", \.account, .length(15...34)))
    }

    enum Payment: TaggedUnion, Equatable {
        case card(Card)
        case transfer(Transfer)

        static let variants = Variants<Payment>(
            tag: "kind",
            Variant("card", Payment.card) { if case .card(let card) = $0 { card } else { nil } },
            Variant("transfer", Payment.transfer) { if case .transfer(let transfer) = $0 { transfer } else { nil } }
        )
    }

    struct Customer: Model {
        var email: EmailAddress
        var name: String
        var site: WebURL?

        static let schema = Schema(
            Customer.init,
            Field("email", \.email),
            Field("name", \.name, .length(2...40)),
            Field("site", \.site, .schemes("https"))
        )
    }

    struct Item: Model {
        var sku: String
        var quantity: Int
        var price: Decimal

        static let schema = Schema(
            Item.init,
            Field("sku", \.sku, .pattern("^[A-Z]{2,3}-[0-9]+$"), .length(6...12)),
            Field("quantity", \.quantity, .range(5..<100), .multipleOf(5)),
            Field("price", \.price, .gt(0), .digits(6, decimalPlaces: 2))
        )
    }

    struct Order: Model {
        var id: UUID
        var placed: Date
        var day: CalendarDate
        var customer: Customer
        var items: [Item]
        var payment: Payment
        var size: Size
        var labels: Set<String>
        var counts: [String: Int]
        var rating: Double?
        var note: String
        var isGift: Bool

        static let schema = Schema(
            Order.init,
            Field("id", \.id),
            Field("placed", \.placed, .ge(Date(timeIntervalSince1970: 2_524_608_000))),
            Field("day", \.day),
            Field("customer", \.customer),
            Field("items", \.items, .length(1...3)),
            Field("payment", \.payment),
            Field("size", \.size, default: .small),
            Field("labels", \.labels, .length(2...4)),
            Field("counts", \.counts, .length(1...2)),
            Field("rating", \.rating, .gt(0), .lt(5)),
            Field("note", \.note, .check("must name a reason") { $0.hasPrefix("reason") }, examples: ["reason: none"]),
            Field("is_gift", \.isGift, default: false),
            extraKeys: .forbidden
        )
    }

    struct Tree: Model {
        var name: String
        var children: [Tree]

        static let schema = Schema(
            Tree.init,
            Field("name", \.name, .length(1...10)),
            Field("children", \.children, default: [])
        )
    }

    struct Paging: Model {
        var limit: Int
        var after: String?

        static let schema = Schema(
            Paging.init,
            Field("limit", \.limit, .range(1...50)),
            Field("after", \.after, .length(3...))
        )
    }

    struct Login: Model {
        var user: String
        var password: Secret<String>

        static let schema = Schema(
            Login.init,
            Field("user", \.user, .length(3...)),
            Field("password", \.password, .length(8...))
        )
    }

    /// Accepts any bearer token.
    struct Token: EndpointInput {
        func prepare(_ scope: RequestScope) async throws {
            guard scope.request.headers[.authorization]?.hasPrefix("Bearer ") == true else {
                throw HTTPError(.unauthorized, "Not authenticated")
            }
        }

        func extract(from scope: RequestScope, validation: inout Validation) -> String? { "token" }

        func describe(_ operation: inout OperationDescription) {
            operation.security.append(
                SecurityScheme(name: "Token", definition: ["type": "http", "scheme": "bearer"])
            )
        }
    }

    static let unknowable = Dependency(.perRequest, Query("region", String.self, .length(2...2)), name: "region") { $0 }

    static let app = App(title: "Things", version: "1.0") {
        Routes("/things") {
            Endpoint(
                .get,
                "/{id}/{rest:path}",
                operationID: "search",
                Path("id", Int.self, .ge(1)),
                Path("rest", String.self, .length(3...)),
                Query("size", Size?.self),
                Query("tag", [String].self, .length(...3)),
                Query("since", Date.self),
                Query(Paging.self),
                Header("x-trace", String.self, .pattern("^[0-9a-f]{8}$")),
                Cookie("session", String.self, .length(4...)),
                Inject(unknowable)
            ) { _, _, _, _, _, _, _, _, _ in }
        }
        Routes("", requires: [Token()]) {
            Endpoint(.post, "/orders", operationID: "order", Body(Order.self)) { _ in }
            Endpoint(.delete, "/orders/{id}", operationID: "cancel", Path("id", UUID.self)) { _ in }
        }
        Endpoint(.post, "/trees", operationID: "plant", Body(Tree.self)) { _ in }
        Endpoint(.put, "/two", operationID: "two", Body("first", Card.self), Body("count", Int.self, .le(9))) { _, _ in
        }
        Endpoint(.post, "/login", operationID: "log_in", Form(Login.self)) { _ in }
        Endpoint(
            .post,
            "/upload",
            operationID: "upload",
            File("file"),
            Files("others"),
            FormField("note", String.self, .length(...5))
        ) { _, _, _ in }
        Endpoint(.get, "/plain", operationID: "plain") {}
        EventHandler("nightly") { (_: ScheduledEvent, _) in }
        EventHandler("orders") { (_: SQSEvent, _) in }
    }
}
