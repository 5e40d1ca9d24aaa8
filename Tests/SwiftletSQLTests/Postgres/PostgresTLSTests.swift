import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct PostgresTLSTests {
    private func outcome(host: String, certificate: String, _ server: PostgresServer) async throws -> Bool {
        let url =
            "postgres://tester:hunter2@\(host):\(server.port)/postgres?sslmode=verify-full&sslrootcert=\(certificate)"
        let db = try Database(url: url)
        do {
            let row = try await db.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").first
            await db.close()
            return try row?.decode(Bool.self) == true
        } catch {
            await db.close()
            throw error
        }
    }

    private func server() async throws -> PostgresServer {
        let server = try await PostgresServer.shared()
        guard FileManager.default.fileExists(atPath: server.certificate) else {
            try Test.cancel("The test server has no certificate: install the Debian package openssl.")
        }
        return server
    }

    @Test func `a trusted certificate with the host name is accepted`() async throws {
        let server = try await server()
        #expect(try await outcome(host: "localhost", certificate: server.certificate, server))
    }

    @Test func `a certificate for another host name is rejected`() async throws {
        let server = try await server()
        let error = await #expect(throws: SQLError.self) {
            try await outcome(host: "127.0.0.1", certificate: server.certificate, server)
        }
        #expect(error?.code == .connectionFailed)
    }

    @Test func `an untrusted certificate is rejected`() async throws {
        let server = try await server()
        let error = await #expect(throws: SQLError.self) {
            try await outcome(host: "localhost", certificate: "/etc/ssl/certs/ca-certificates.crt", server)
        }
        #expect(error?.code == .connectionFailed)
    }
}
