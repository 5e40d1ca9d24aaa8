import Foundation
import Swiftlet
import SwiftletSecurity
import SwiftletTesting
import Testing

@testable import UsersAPI

/// Where the service deliberately answers otherwise than the FastAPI build did, and why.
private let exceptions: [String: String] = [
    "login ok": "the token has another key, and says when it expires",
    "create form content type": "the body holds a password, so it is not repeated",
    "create no content type": "the body holds a password, so it is not repeated",
    "create wrong types": "the password is not repeated",
    "create duplicate email": "addresses are unique whatever their case, which the record leaves open",
    "405 PUT collection": "Allow names every method",
    "405 POST item": "Allow names every method",
    "OPTIONS without preflight headers": "OPTIONS is answered with what is allowed",
    "delete ok": "204 has no content type",
    "trailing slash on item": "the redirect names the host of the event, and keeps a stage",
    "CORS preflight allowed": "only the methods there are, and no private network",
    "CORS preflight bad origin": "a foreign origin gets no CORS field at all",
    "CORS preflight bad method": "only the methods there are, and no private network",
    "CORS preflight unknown path": "only the methods there are, and no private network",
    "CORS on 500": "null for a name is a mistake of the client's, not a crash",
    "list ok": "it lists users of requests that are not among the records",
    "CORS simple allowed origin": "it lists users of requests that are not among the records",
    "docs": "the page is our own",
    "openapi": "the document is our own",
]

@Suite struct ObservedUsersTests {
    @Test(arguments: Driver.allCases)
    func `what a FastAPI build answered, request by request`(driver: Driver) async throws {
        let records = ObservedRecord.all.filter { $0.app == "users" }
        #expect(records.count > 40)
        try await TestService.with(driver) { service in
            let tokens = try Tokens(try await service.loggedIn().headers[.authorization] ?? "")
            for record in records {
                let response = try await service.answer(record, tokens)
                try compare(record, response)
            }
        }
    }

    private func compare(_ record: ObservedRecord, _ response: TestResponse) throws {
        guard exceptions[record.name] == nil else {
            #expect(response.status.code < 500, "\(record.name): \(response)")
            return
        }
        #expect(response.status.code == record.status, "\(record.name): \(response)")
        if record.responseHeaders["content-type"] == "application/json" {
            // The number of a new user depends on requests that are not among the records.
            var expected = record.responseBody
            if record.status == 201 { expected["id"] = "<integer>" }
            #expect(throws: Never.self, "\(record.name)") {
                try response.expect(response.status, json: expected)
            }
        }
        for name in ["content-type", "www-authenticate", "access-control-allow-origin", "vary"] {
            guard let field = HTTPField.Name(name) else { continue }
            #expect(response.headers[field] == record.responseHeaders[name], "\(record.name): \(name)")
        }
    }
}

/// Tokens of ours for the tokens in the records.
private struct Tokens {
    private let good: String
    private let expired: String
    private let unknown: String

    init(_ good: String) throws {
        let key = try JWTKey(secret: Array("a key for tests, which opens nothing else".utf8))
        let signer = try JWTSigner(keys: JWKSet(key))
        self.good = good
        self.expired = "Bearer " + (try signer.sign(JWTClaims(subject: "1", expiresAt: 1)))
        self.unknown = "Bearer " + (try signer.sign(JWTClaims(subject: "999", expiresAt: 4_102_444_800)))
    }

    func replacing(_ record: ObservedRecord) -> String {
        switch record.name {
        case "token expired": expired
        case "token tampered": good.dropLast(4) + "AAAA"
        case "token unknown user": unknown
        default: good
        }
    }
}

extension TestService {
    fileprivate func answer(_ record: ObservedRecord, _ tokens: Tokens) async throws -> TestResponse {
        var headers = record.headers
        if headers[.authorization] != nil { headers[.authorization] = tokens.replacing(record) }
        if let type = record.body?.contentType { headers[.contentType] = type }
        var request = Request(
            method: record.method,
            path: record.path,
            query: record.query,
            headers: headers,
            body: record.body?.bytes ?? []
        )
        request.host = "testserver"
        var client = client
        // The page is never the same twice: it carries a nonce.
        if record.path == "/docs" { client.shapes = .only(.httpAPI) }
        return try await client.send(request)
    }
}
