import Foundation
import HTTPTypes
import Testing

@testable import SwiftletIO

/// Tests over TLS, for a runtime API with the scheme `https`.
@Suite(.serialized, .enabled(if: TLSServer.isAvailable, "needs the openssl command"), .timeLimit(.minutes(1)))
struct HTTPConnectionTLSTests {
    /// Sends requests to a TLS server that closes each connection, and returns the sizes of the responses.
    private func exchange(_ count: Int, trustingServer: Bool) async throws -> [Int] {
        let server = try TLSServer()
        defer { server.stop() }
        let loop = try EventLoop.start()
        defer { loop.shutdown() }
        let connection = try HTTPConnection(
            loop,
            url: "https://localhost:\(server.port)/",
            connectTimeout: .seconds(5),
            certificateFile: trustingServer ? server.certificate : nil
        )
        return try await Task(executorPreference: loop) {
            let request = try HTTPConnectionRequest("GET", "/", fields: HTTPFieldLines([]))
            var sizes: [Int] = []
            for _ in 0..<count {
                try await connection.exchange(request, isRepeatable: true)
                #expect(connection.head.status == 200)
                sizes.append(connection.takeBody().count)
            }
            return sizes
        }
        .value
    }

    @Test func `the connection may use TLS`() async throws {
        let sizes = try await exchange(3, trustingServer: true)
        #expect(sizes.count == 3 && sizes.allSatisfy { $0 > 100 })
    }

    @Test func `an untrusted certificate is rejected`() async throws {
        let error = await #expect(throws: HTTPClientError.self) { try await exchange(1, trustingServer: false) }
        #expect(error?.code == .tls && error?.requestSent == false)
    }
}
