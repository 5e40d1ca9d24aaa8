import Foundation
import HTTPTypes
import Testing

@testable import SwiftletIO

/// TLS with the server of the `openssl` command, on which Debian's certificate package depends.
@Suite(.serialized, .enabled(if: TLSServer.isAvailable, "needs the openssl command"), .timeLimit(.minutes(1)))
struct TLSTests {
    private func client(trusting file: String? = nil) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.proxy = .none
        configuration.certificateFile = file
        return HTTPClient(configuration: configuration)
    }

    @Test func `an untrusted certificate is rejected`() async throws {
        let server = try TLSServer()
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client().send(HTTPClientRequest(url: "https://localhost:\(server.port)/"))
        }
        #expect(error?.code == .tls)
        #expect(error?.requestSent == false)
    }

    @Test func `a trusted certificate is accepted`() async throws {
        let server = try TLSServer()
        defer { server.stop() }
        let client = client(trusting: server.certificate)
        for _ in 0..<3 {
            let response = try await client.send(HTTPClientRequest(url: "https://localhost:\(server.port)/"))
            #expect(response.status == .ok)
            #expect(!response.body.isEmpty)
        }
    }

    @Test func `a trusted certificate of another host is rejected`() async throws {
        let server = try TLSServer()
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client(trusting: server.certificate)
                .send(HTTPClientRequest(url: "https://127.0.0.1:\(server.port)/"))
        }
        #expect(error?.code == .tls)
    }

    @Test func `a redirect to plain HTTP is an error`() async throws {
        let plain = try ScriptedServer(responding: { _ in .ok("secret") })
        defer { plain.stop() }
        let location = "HTTP/1.0 302 Found\r\nLocation: \(plain.url("/end"))\r\n"
        let server = try TLSServer(reply: location + "Content-Length: 0\r\n\r\n")
        defer { server.stop() }
        var configuration = HTTPClient.Configuration()
        configuration.proxy = .none
        configuration.certificateFile = server.certificate
        let request = HTTPClientRequest(url: "https://localhost:\(server.port)/reply")
        let direct = try await HTTPClient(configuration: configuration).send(request)
        #expect(direct.status == .found)
        configuration.maxRedirects = 3
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient(configuration: configuration).send(request)
        }
        #expect(error?.code == .unsupportedScheme || error?.code == .invalidResponse)
        #expect(plain.requests.isEmpty)
    }

    @Test func `a missing certificate file is an error`() async throws {
        let server = try TLSServer()
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client(trusting: "/nowhere/at/all.pem")
                .send(HTTPClientRequest(url: "https://localhost:\(server.port)/"))
        }
        #expect(error?.code == .tls)
    }

    @Test func `the system's certificates are found`() {
        #expect(CertificateFile.find(named: "/named.pem", among: ["/dev/null"]) == "/named.pem")
        #expect(CertificateFile.find(named: "", among: ["/not/there", "/dev/null"]) == "/dev/null")
        #expect(CertificateFile.find(named: nil, among: ["/not/there"]) == nil)
    }

    @Test func `a stopped server leaves no process`() throws {
        let server = try TLSServer()
        #expect(kill(server.processID, 0) == 0)
        server.stop()
        #expect(kill(server.processID, 0) == -1)
        #expect(!FileManager.default.fileExists(atPath: server.certificate))
    }

    @Test func `a server exits when the test process is killed`() async throws {
        let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            let server = try TLSServer()
            FileHandle.standardOutput.write(Data("server \(server.processID) \(server.certificate)\n".utf8))
            kill(getpid(), SIGKILL)
            server.stop()
        }
        let words = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
            .split(whereSeparator: \.isWhitespace)
        let start = try #require(words.firstIndex(of: "server"))
        let id = try #require(pid_t(words[start + 1]))
        let certificate = String(words[start + 2])
        while kill(id, 0) == 0 || FileManager.default.fileExists(atPath: certificate) {
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
