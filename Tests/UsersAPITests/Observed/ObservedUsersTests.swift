import Foundation
import Swiftlet
import SwiftletSecurity
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ObservedUsersTests {
    @Test(arguments: Driver.allCases)
    func `responds like FastAPI, request by request`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let client = try await service.loggedIn()
            let tokens = try Tokens(client.headers[.authorization] ?? "")
            for record in ObservedRecord.all where record.app == .users {
                // Users that were created by requests that are not recorded, but that appear in lists.
                for email in Self.unrecorded[record.name] ?? [] {
                    let user: JSON = ["email": .string(email), "name": "Test User", "password": "password123"]
                    try await client.post("/api/v1/users", json: user).expect(.created)
                }
                // PostgreSQL's sequences skip the numbers of failed inserts.
                try record.compare(try await service.send(record, tokens), idsDiffer: driver == .postgres)
            }
        }
    }

    private static let unrecorded = [
        "create email variant ü@example.com": ["MiXed@example.com", "co@example.com", "foo@example.com"],
        "create vendor +json content type": ["ex@example.com"],
    ]
}

/// Valid tokens that replace those in the records.
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
    fileprivate func send(_ record: ObservedRecord, _ tokens: Tokens) async throws -> TestResponse {
        var request = record.request
        if request.headers[.authorization] != nil { request.headers[.authorization] = tokens.replacing(record) }
        var client = client
        // The page contains a random nonce, so it is different for each request.
        if record.name == "docs" { client.shapes = .only(.httpAPI) }
        return try await client.send(request)
    }
}
