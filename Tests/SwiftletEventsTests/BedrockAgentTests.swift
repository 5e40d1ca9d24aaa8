import EventSamples
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct BedrockAgentTests {
    private struct Reminder: Decodable, EventInput, Equatable {
        var claim_id: Int
        var urgent: Bool
        var note: String
    }

    @Test func `decodes a function call`() throws {
        let event = try BedrockAgentFunctionEvent(event: try node(Samples.bedrockFunction))
        #expect(event.function == "remind")
        #expect(event["claim_id"] == "20")
        #expect(try event.decode(Reminder.self) == Reminder(claim_id: 20, urgent: true, note: "soon"))
        #expect(event.agent.actionGroup == "claims")
        #expect(event.agent.sessionAttributes == ["tenant": "acme"])
        #expect(event.agent.agentVersion == "DRAFT")
    }

    @Test func `encodes the response of a function`() throws {
        let event = try BedrockAgentFunctionEvent(event: try node(Samples.bedrockFunction))
        #expect(
            try json(BedrockAgentFunctionResponse(to: event, text: "Sent.", state: .reprompt)) == [
                "messageVersion": "1.0",
                "response": [
                    "actionGroup": "claims", "function": "remind",
                    "functionResponse": ["responseState": "REPROMPT", "responseBody": ["TEXT": ["body": "Sent."]]],
                ],
                "sessionAttributes": ["tenant": "acme"], "promptSessionAttributes": [:],
            ]
        )
    }

    @Test(
        arguments: [
            ("integer", "20", 20), ("number", "1.5", 1.5), ("boolean", "true", true), ("string", "20", "20"),
            ("array", "[1]", [1]), ("object", #"{"a":1}"#, ["a": 1]), ("integer", "many", "many"),
            ("array", "[a]", "[a]"), ("boolean", "1", "1"),
        ] as [(String, String, JSON)]
    )
    func `converts parameters to their type`(type: String, value: String, expected: JSON) throws {
        let node = try node("{}", ["name": "a", "type": .string(type), "value": .string(value)])
        #expect(try BedrockAgentParameter(node).json == expected)
    }

    @Test func `an operation is a request with path parameters, query and body`() throws {
        let request = try BedrockAgentAPIEvent(event: try node(Samples.bedrockAPI)).request()
        #expect(request.method == .post)
        #expect(request.path == "/claims/20%20a/reminders")
        #expect(request.query == [QueryItem("lang", "de")])
        #expect(request.headers[.contentType] == "application/json")
        #expect(try JSON(parsing: request.body) == ["text": "Please send it.", "days": 7, "topics": ["vat"]])
    }

    @Test(arguments: [
        ("/a/{b}/{c", "/a/x/{c"), ("/{unknown}", "/{unknown}"), ("/{b}{b}", "/xx"), ("", ""), ("/{}", "/{}"),
    ])
    func `a path without its parameters is kept`(path: String, expected: String) throws {
        let parameters: JSON = [["name": "b", "value": "x"]]
        let event = try node(Samples.bedrockAPI, ["apiPath": .string(path), "parameters": parameters])
        #expect(try BedrockAgentAPIEvent(event: event).request().path == expected)
    }

    private struct Claim: Model {
        var text: String
        var days: Int
        var topics: [String]
        static let schema = Schema(
            Claim.init,
            Field("text", \.text),
            Field("days", \.days),
            Field("topics", \.topics)
        )
    }

    private static let app = App(title: "", version: "") {
        BedrockAgentRoutes()
        Endpoint(
            .post,
            "/claims/{claim_id}/reminders",
            Path("claim_id", String.self),
            Query("lang", String.self),
            Body(Claim.self)
        ) {
            id,
            lang,
            claim in
            "\(id) \(lang) \(claim.days) \(claim.topics[0])"
        }
        Endpoint(.get, "/stream") {
            Response(body: .stream(BodyStream { writer in try await writer(Array("streamed".utf8)) }))
        }
    }

    private func response(to event: JSONNode) async throws -> JSON {
        try JSON(parsing: try await Self.app(event.value.bytes))
    }

    @Test func `the routes of an app are an action group`() async throws {
        #expect(
            try await response(to: try node(Samples.bedrockAPI)) == [
                "messageVersion": "1.0",
                "response": [
                    "actionGroup": "claims", "apiPath": "/claims/{claim_id}/reminders", "httpMethod": "POST",
                    "httpStatusCode": 200, "responseBody": ["application/json": ["body": #""20 a de 7 vat""#]],
                ],
                "sessionAttributes": ["tenant": "acme"], "promptSessionAttributes": [:],
            ]
        )
    }

    @Test func `a streamed response is collected`() async throws {
        let members: [String: JSON?] = [
            "apiPath": "/stream", "httpMethod": "GET", "requestBody": nil, "parameters": nil,
        ]
        let output = try await response(to: try node(Samples.bedrockAPI, members))
        #expect(output["response"]?["responseBody"] == ["application/json": ["body": "streamed"]])
    }

    @Test func `errors have their status`() async throws {
        let invalid = try await response(to: try node(Samples.bedrockAPI, ["requestBody": nil]))
        #expect(invalid["response"]?["httpStatusCode"] == 422)
        let unknown = try await response(to: try node(Samples.bedrockAPI, ["apiPath": "/elsewhere"]))
        #expect(unknown["response"]?["httpStatusCode"] == 404)
    }

    @Test func `an app without the component does not handle the event`() async throws {
        let app = App(title: "", version: "") { Endpoint(.get, "/") { "" } }
        await #expect(throws: EventError.self) { try await app(Array(Samples.bedrockAPI.text.utf8)) }
    }
}
