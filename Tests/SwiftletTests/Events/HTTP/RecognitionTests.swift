import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct RecognitionTests {
    @Test(arguments: [
        (Samples.httpAPI, HTTPEventShape.httpAPI),
        (Samples.restAPI, .restAPI),
        (Samples.functionURL, .functionURL),
        (Samples.loadBalancer, .loadBalancer),
        (Samples.loadBalancerMultiValue, .loadBalancerMultiValue),
        (Samples.healthCheck, .loadBalancer),
        (Samples.lattice, .lattice),
        (Samples.latticeV1, .latticeV1),
        // An HTTP API with payload format 1.0 has a version but may lack a resource.
        (#"{"version": "1.0", "httpMethod": "GET", "path": "/"}"#, .restAPI),
        (#"{"resource": "/", "httpMethod": "GET", "path": "/", "requestContext": {}}"#, .restAPI),
        (#"{"version": "2.0", "rawPath": "/", "requestContext": {"http": {"method": "GET"}}}"#, .httpAPI),
    ])
    func `recognizes the shape of an event`(_ event: Sample, _ shape: HTTPEventShape) throws {
        #expect(HTTPEventShape.recognize(try node(event)) == shape)
    }

    @Test(arguments: [
        Samples.sqs, Samples.sqsFIFO, Samples.kinesis, Samples.dynamoDB, Samples.sns, Samples.s3, Samples.scheduled,
        Samples.eventBridge, Samples.cognito, Samples.tokenAuthorizer, Samples.requestAuthorizer,
        Samples.requestAuthorizerVersion2, "{}", "[]", "null", "1", #""text""#, #"{"version": "2.0"}"#,
        // AWS Config events have a version, WebSocket API events a context.
        #"{"version": "1.0", "invokingEvent": "{}"}"#, #"{"raw_path": "/"}"#, #"{"raw_path": 1, "method": "GET"}"#,
        #"{"requestContext": {"routeKey": "$connect", "eventType": "CONNECT", "connectionId": "id"}}"#,
    ])
    func `other events are not recognized as HTTP events`(_ event: Sample) throws {
        #expect(HTTPEventShape.recognize(try node(event)) == nil)
    }

    @Test(
        arguments: [
            ("[]", ["an array, not an object"]),
            ("{}", ["`requestContext`", "`httpMethod`", "`raw_path`", "it is empty"]),
            (Samples.sqs, ["`requestContext`", "its members are `Records`"]),
            (#"{"version": "2.0", "requestContext": {}}"#, ["version is 2.0", "`requestContext.http`"]),
            (#"{"requestContext": {}}"#, ["`requestContext.http`", "`requestContext.elb`", "`resource`"]),
            (Samples.tokenAuthorizer, ["Lambda authorizer event"]),
        ] as [(Sample, [String])]
    )
    func `the error names the missing members`(_ event: Sample, _ parts: [String]) throws {
        let error = #expect(throws: EventError.self) { try HTTPEventShape(recognizing: try node(event)) }
        #expect(error?.code == .notHTTP)
        for part in parts {
            #expect(error?.message.contains(part) == true, "\(part) is not in: \(error?.message ?? "")")
        }
    }

    @Test func `the error truncates member names and keeps them on one line`() throws {
        let name = String(repeating: "x", count: 100_000)
        let event = try node(#"{"a\nb": 1, "\#(name)": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9}"#)
        let error = EventError.notHTTP(event)
        #expect(error.message.utf8.count < 1000)
        #expect(!error.message.contains("\n"))
        #expect(error.message.contains("and 1 more"))
    }

    @Test func `the error names the event handlers that do not match the event`() throws {
        let error = EventError.unrecognized(try node("{}"), handlers: ["nightly", "orders"])
        #expect(error.message.contains("`nightly`, `orders`"))
    }

    @Test(arguments: HTTPEventShape.all)
    func `creates a shape from its name`(_ shape: HTTPEventShape) {
        #expect(HTTPEventShape(named: shape.description) == shape)
        #expect(HTTPEventShape(named: "v3") == nil)
    }
}
