import Foundation
import Swiftlet
import SwiftletSecurity
import SwiftletTesting
import Testing

@testable import UsersAPI

@Suite struct ObservedUsersTests {
    @Test(arguments: Driver.allCases)
    func `what a FastAPI build answered, request by request`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let client = try await service.loggedIn()
            let tokens = try Tokens(client.headers[.authorization] ?? "")
            for record in ObservedRecord.all where record.app == .users {
                // The users of requests that are not among the records, but seen in the lists.
                for email in Self.unrecorded[record.name] ?? [] {
                    let user: JSON = ["email": .string(email), "name": "Test User", "password": "password123"]
                    try await client.post("/api/v1/users", json: user).expect(.created)
                }
                // PostgreSQL's sequences leave out the numbers of inserts that were refused.
                try record.compare(try await service.answer(record, tokens), idsDiffer: driver == .postgres)
            }
        }
    }

    private static let unrecorded = [
        "create email variant ü@example.com": ["MiXed@example.com", "co@example.com", "foo@example.com"],
        "create vendor +json content type": ["ex@example.com"],
    ]
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
        var request = record.request
        if request.headers[.authorization] != nil { request.headers[.authorization] = tokens.replacing(record) }
        var client = client
        // The page is never the same twice: it carries a nonce.
        if record.name == "docs" { client.shapes = .only(.httpAPI) }
        return try await client.send(request)
    }
}
