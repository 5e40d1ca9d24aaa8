import Glibc
import SwiftletIO
import SwiftletJSON
import SwiftletSecurity
import Testing

/// A server on a loopback port that sends one prepared response per connection, in turn, and then closes.
private final class StubServer: Sendable {
    let port: UInt16
    private let descriptor: Int32

    init(_ responses: [String]) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        try #require(isBound)
        self.descriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
        Task.detached {
            for response in responses {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                var buffer = [UInt8](repeating: 0, count: 4096)
                _ = unsafe recv(connection, &buffer, buffer.count, 0)
                let bytes = Array(response.utf8)
                _ = unsafe send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                close(connection)
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}

/// Fetching over a live socket, by the event loop's HTTP client.
@Suite(.timeLimit(.minutes(1))) struct RemoteJWKSetLiveTests {
    private let key: JWTKey
    private let document: String

    init() throws {
        key = try JWTKey(pem: TestKeys.p256Private, algorithm: .es256, id: "1")
        document = JWKSet(key).publicJSON.description
    }

    private func makeResponse(_ status: String, _ body: String, _ fields: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(fields)\r\n\(body)"
    }

    private func verify(_ response: String, maximumSize: Int = 4096) async throws -> JWTClaims {
        let server = try StubServer([response])
        var configuration = RemoteJWKSet.Configuration()
        configuration.maximumSize = maximumSize
        let loop = try EventLoop.start()
        defer { loop.shutdown() }
        let keys = try RemoteJWKSet(
            url: "http://127.0.0.1:\(server.port)/jwks.json",
            loop: loop,
            configuration: configuration
        )
        let token = try JWTSigner(keys: JWKSet(key), lifetime: .seconds(60)).sign(JWTClaims(subject: "ada"))
        let claims = try await RemoteJWTVerifier(keys: keys).verify(token)
        // The server sends only one response: the second token is verified with the cached keys.
        #expect(try await RemoteJWTVerifier(keys: keys).verify(token) == claims)
        return claims
    }

    @Test func `fetches over HTTP`() async throws {
        #expect(try await verify(makeResponse("200 OK", document)).subject == "ada")
    }

    @Test(arguments: ["404 Not Found", "500 Internal Server Error", "204 No Content", "302 Found"])
    func `rejects another status`(status: String) async throws {
        let body = status.hasPrefix("204") ? "" : document
        let response = makeResponse(status, body, "Location: http://127.0.0.1:1/\r\n")
        let error = await #expect(throws: JWTError.self) { try await verify(response) }
        #expect(error?.code == .keysUnavailable)
    }

    @Test func `rejects a response that is too large`() async throws {
        let error = await #expect(throws: JWTError.self) {
            try await verify(makeResponse("200 OK", document), maximumSize: 64)
        }
        #expect(error?.code == .keysUnavailable)
        #expect(error?.underlying is HTTPClientError)
    }

    @Test func `rejects a truncated response`() async throws {
        let response = String(makeResponse("200 OK", document).dropLast(10))
        let error = await #expect(throws: JWTError.self) { try await verify(response) }
        #expect(error?.code == .keysUnavailable)
    }
}
