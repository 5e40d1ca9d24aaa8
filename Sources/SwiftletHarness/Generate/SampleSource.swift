import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// An event source with a sample event.
struct SampleSource: Sendable {
    /// The name on the command line.
    let name: String
    /// Alternative names.
    var aliases: [String] = []
    /// A short description.
    let summary: String
    /// Creates the event.
    let event: @Sendable () throws -> JSON

    /// Creates a source with a JSON event.
    init(_ name: String, aliases: [String] = [], summary: String, json text: StaticString) {
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.event = { try JSON(parsing: "\(text)") }
    }

    /// Creates a source whose event contains that of another source as a string.
    init(_ name: String, summary: String, event: @escaping @Sendable () throws -> JSON) {
        self.name = name
        self.summary = summary
        self.event = event
    }

    /// Creates a source of HTTP requests.
    init(_ shape: HTTPEventShape, name: String, aliases: [String] = [], summary: String) {
        self.name = name
        self.aliases = aliases + (shape.description == name ? [] : [shape.description])
        self.summary = summary
        self.event = {
            var details = HTTPEventDetails()
            // The caller of a function URL without IAM authorization is anonymous.
            if shape == .functionURL { details.accountID = "anonymous" }
            return try JSON(parsing: shape.event(for: Self.request(shape), details: details))
        }
    }

    /// All sources, in the order of the listing.
    static let all: [SampleSource] =
        http + authorizers + messages + streams + schedules
        + brokers + deliveries + operations
        + cognito + websockets + cloudformation + appsync + assistants + deployments + objects

    /// The source with a name or an alias.
    static func named(_ name: String) -> SampleSource? {
        all.first { $0.name == name || $0.aliases.contains(name) }
    }

    private static let http = [
        SampleSource(
            .restAPI,
            name: "rest-api",
            aliases: ["apigateway-rest"],
            summary: "API Gateway REST API, payload format 1.0"
        ),
        SampleSource(
            .httpAPI,
            name: "http-api",
            aliases: ["apigateway-http"],
            summary: "API Gateway HTTP API, payload format 2.0"
        ),
        SampleSource(.functionURL, name: "function-url", summary: "Lambda function URL"),
        SampleSource(.loadBalancer, name: "alb", summary: "Application Load Balancer"),
        SampleSource(
            .loadBalancerMultiValue,
            name: "alb-multi",
            summary: "Application Load Balancer with multi-value headers"
        ),
        SampleSource(.lattice, name: "vpc-lattice", summary: "VPC Lattice service, event structure version V2"),
        SampleSource(.latticeV1, name: "vpc-lattice-v1", summary: "VPC Lattice service, event structure version V1"),
    ]

    /// The request of the sample events, with all the parts that the shapes represent differently.
    private static func request(_ shape: HTTPEventShape) -> Request {
        var request = Request(
            method: .post,
            path: "/orders/42%20b/items",
            query: [QueryItem("tag", "new"), QueryItem("tag", "a&b"), QueryItem("page", "1")],
            headers: [
                .accept: "*/*", .contentType: "application/json", .userAgent: "curl/8.5.0",
                .cookie: "theme=dark; session=c29tZXRoaW5n",
            ],
            body: Array(#"{"message":"Grüße"}"#.utf8)
        )
        request.headers[.contentLength] = String(request.body.count)
        request.clientAddress = "203.0.113.7"
        switch shape {
        case .functionURL: request.host = "a1b2c3d4e5.lambda-url.eu-central-1.on.aws"
        case .lattice, .latticeV1:
            request.host = "orders-0123456789abcdef0.7d67968.vpc-lattice-svcs.eu-central-1.on.aws"
        case .loadBalancer, .loadBalancerMultiValue:
            request.host = "orders-1234567890.eu-central-1.elb.amazonaws.com"
        default: request.host = "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"
        }
        // The usual proxy route of a REST API.
        if shape == .restAPI { request.pathParameters = ["proxy": "orders/42 b/items"] }
        return request
    }
}
