import FoundationEssentials
import Swiftlet
import SwiftletTesting
import Testing

/// The records of an app for testing how inputs are parsed.
@Suite struct ObservedInputsTests {
    @Test(arguments: ObservedRecord.all.filter { $0.app == .extra })
    func `responds like FastAPI`(record: ObservedRecord) async throws {
        let client = TestClient(ExtraApp.make())
        try record.compare(try await client.send(record.request))
    }
}

/// The recorded app, implemented with Swiftlet.
private enum ExtraApp {
    static func make() -> App {
        App(title: "Extra", version: "1.0.0") {
            Endpoint(.post, "/strict", operationID: "strict", Body(Strict.self)) { $0 }
            Endpoint(.post, "/two", operationID: "two", Body("a", Named.self), Body("b", Named.self)) { first, second in
                [first, second]
            }
            Endpoint(
                .get,
                "/params/{item_id}",
                operationID: "params",
                Path("item_id", Int.self),
                Query("q", [String].self, default: []),
                Query("flag", Bool.self, default: false),
                Header("x-req", Int?.self),
                Cookie("sess", Int?.self)
            ) { item, texts, flag, header, cookie in
                Parameters(itemID: item, q: texts, flag: flag, xReq: header, sess: cookie)
            }
        }
    }

    struct Strict: Model {
        var email: EmailAddress
        var name: String
        var age: Int
        var tags: [String]
        var when: Date?
        var d: CalendarDate?
        var kind: Kind
        var n: Int?
        var uid: UUID?
        var f: Double?
        var dec: Decimal?
        var url: WebURL?

        enum Kind: String, SchemaEnum {
            case a, b
        }

        static let schema = Schema(
            Strict.init,
            Field("email", \.email),
            Field("name", \.name, .pattern("^[A-Z]")),
            Field("age", \.age, .range(0..<150)),
            Field("tags", \.tags, .length(...2), default: []),
            Field("when", \.when),
            Field("d", \.d),
            Field("kind", \.kind, default: .a),
            Field("n", \.n),
            Field("uid", \.uid),
            Field("f", \.f),
            Field("dec", \.dec),
            Field("url", \.url),
            extraKeys: .forbidden
        )
    }

    struct Named: Model {
        var name: String

        static let schema = Schema(Named.init, Field("name", \.name))
    }

    struct Parameters: Model {
        var itemID: Int
        var q: [String]
        var flag: Bool
        var xReq: Int?
        var sess: Int?

        static let schema = Schema(
            Parameters.init,
            Field("item_id", \.itemID),
            Field("q", \.q),
            Field("flag", \.flag),
            Field("x_req", \.xReq),
            Field("sess", \.sess)
        )
    }
}
