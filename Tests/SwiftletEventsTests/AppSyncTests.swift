import EventSamples
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct AppSyncTests {
    private struct Book: Decodable, EventInput {
        var id: String
        var author: String?
    }

    @Test func `decodes a request of a resolver`() throws {
        let event = try AppSyncResolverEvent(event: try node(Samples.appSync))
        #expect(event.parentTypeName == "Query")
        #expect(event.fieldName == "book")
        #expect(try event.decodeArguments(Book.self).id == "42")
        #expect(event.identity?.kind == .token)
        #expect(event.identity?.username == "ada")
        #expect(event.identity?.groups == ["editors"])
        #expect(event.identity?.claims["token_use"] == "access")
        #expect(event.headers["x-forwarded-for"] == "203.0.113.7")
        #expect(event.selectionSetList == ["id", "title"])
        #expect(event.source == nil)
        #expect(throws: EventError.self) { try event.decodeSource(Book.self) }
    }

    @Test func `reads the identity of each authorization type`() throws {
        func identity(_ identity: JSON) throws -> AppSyncIdentity? {
            try AppSyncResolverEvent(event: try node(Samples.appSync, ["identity": identity])).identity
        }
        #expect(try identity(.null) == nil)
        let role = try identity([
            "accountId": "123456789012", "userArn": "arn:aws:iam::1:user/ada", "sourceIp": ["::1"],
        ])
        #expect(role?.kind == .iam)
        #expect(role?.sourceAddresses == ["::1"])
        let custom = try identity(["resolverContext": ["tenant": "acme"]])
        #expect(custom?.kind == .lambda)
        #expect(custom?.resolverContext == ["tenant": "acme"])
    }

    @Test func `decodes a request of an Amplify resolver`() throws {
        let text =
            #"{"typeName": "Merchant", "fieldName": "locations", "arguments": {"page": 2}, "prev": {"result": {}}}"#
        let event = try node(text)
        #expect(AppSyncResolverEvent.recognizes(event))
        let request = try AppSyncResolverEvent(event: event)
        #expect(request.parentTypeName == "Merchant")
        #expect(request.previousResult == [:])
    }

    @Test func `resolves a batch in order, with the error of one request`() async throws {
        let event = try AppSyncBatchEvent(event: try node(Samples.appSyncBatch))
        let results = await event.resolve { request in
            let book = try request.decodeSource(Book.self)
            guard book.id == "1" else { throw AppSyncError("No author.", type: "NotFound") }
            return book.author ?? ""
        }
        #expect(
            try json(results)
                == [["data": "Ada"], ["data": nil, "errorMessage": "No author.", "errorType": "NotFound"]]
        )
        let hidden = await event.resolve { _ -> String in throw EventError.missing("secret") }
        #expect(try json(hidden)[0]?["errorType"] == "EventError")
        #expect(try json(hidden)[0]?["errorMessage"] == "The field could not be resolved.")
    }

    @Test func `an error has the index of the request`() throws {
        let event = try node(#"[{"arguments": {}, "info": {"fieldName": "a", "parentTypeName": "b"}}, {"info": {}}]"#)
        let error = #expect(throws: EventError.self) { try AppSyncBatchEvent(event: event) }
        #expect(error?.path == "[1].info.parentTypeName")
    }

    @Test func `authorizes a request without showing its token`() throws {
        let event = try AppSyncAuthorizerEvent(event: try node(Samples.appSyncAuthorizer))
        #expect(event.token.revealed == "ExampleAUTHtoken123123123")
        #expect(event.operationName == "Book")
        #expect(event.variables == ["id": "42"])
        #expect(event.headers["user-agent"] == "curl/8.5.0")
        #expect(!"\(event)".contains("ExampleAUTHtoken"))
        let response = AppSyncAuthorizerResponse(
            isAuthorized: true,
            resolverContext: ["tenant": "acme"],
            deniedFields: ["Mutation.createEvent"],
            cacheSeconds: 15
        )
        #expect(
            try json(response) == [
                "isAuthorized": true, "resolverContext": ["tenant": "acme"], "deniedFields": ["Mutation.createEvent"],
                "ttlOverride": 15,
            ]
        )
        #expect(try json(AppSyncAuthorizerResponse.deny) == ["isAuthorized": false])
    }
}
