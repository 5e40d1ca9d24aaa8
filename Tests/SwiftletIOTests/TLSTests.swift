import Foundation
import HTTPTypes
import Testing

@testable import SwiftletIO

/// TLS needs a server that speaks it: the one of the `openssl` command, which Debian's certificates depend on.
@Suite(.serialized, .enabled(if: TLSServer.isAvailable, "needs the openssl command"), .timeLimit(.minutes(1)))
struct TLSTests {
    private func client(trusting file: String? = nil) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.proxy = .none
        configuration.certificateFile = file
        return HTTPClient(configuration: configuration)
    }

    @Test func refusesACertificateThatNobodyTrusts() async throws {
        let server = try TLSServer()
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client().send(HTTPClientRequest(url: "https://localhost:\(server.port)/"))
        }
        #expect(error?.code == .tls)
        #expect(error?.requestSent == false)
    }

    @Test func acceptsACertificateThatIsTrusted() async throws {
        let server = try TLSServer()
        defer { server.stop() }
        let client = client(trusting: server.certificate)
        for _ in 0..<3 {
            let response = try await client.send(HTTPClientRequest(url: "https://localhost:\(server.port)/"))
            #expect(response.status == .ok)
            #expect(!response.body.isEmpty)
        }
    }

    @Test func refusesATrustedCertificateOfAnotherHost() async throws {
        let server = try TLSServer()
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client(trusting: server.certificate)
                .send(HTTPClientRequest(url: "https://127.0.0.1:\(server.port)/"))
        }
        #expect(error?.code == .tls)
    }

    @Test func aMissingCertificateFileIsAnError() async throws {
        let server = try TLSServer()
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client(trusting: "/nowhere/at/all.pem")
                .send(HTTPClientRequest(url: "https://localhost:\(server.port)/"))
        }
        #expect(error?.code == .tls)
    }

    @Test func findsTheSystemsCertificates() {
        #expect(CertificateFile.find(named: "/named.pem", among: ["/dev/null"]) == "/named.pem")
        #expect(CertificateFile.find(named: "", among: ["/not/there", "/dev/null"]) == "/dev/null")
        #expect(CertificateFile.find(named: nil, among: ["/not/there"]) == nil)
    }
}

/// A TLS server with a certificate for `localhost` that it has signed itself.
final class TLSServer: Sendable {
    let port: UInt16
    let certificate: String
    private let folder: URL
    private let process: Process

    static let isAvailable = command != nil

    private static let command = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    struct Failure: Error {
        var message: String
    }

    init() throws {
        guard let command = Self.command else { throw Failure(message: "no openssl") }
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appendingPathComponent("certificate.pem").path
        let key = folder.appendingPathComponent("key.pem").path
        let make = Process()
        make.executableURL = URL(fileURLWithPath: command)
        make.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
        ]
        make.standardError = FileHandle.nullDevice
        try make.run()
        make.waitUntilExit()
        guard make.terminationStatus == 0 else { throw Failure(message: "no certificate") }

        process = Process()
        process.executableURL = URL(fileURLWithPath: command)
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // The server prints "ACCEPT 127.0.0.1:PORT" once it listens.
        var text = ""
        var found: UInt16?
        while found == nil {
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            where line.hasPrefix("ACCEPT") {
                found = line.split(separator: ":").last.flatMap { UInt16($0) }
            }
        }
        guard let found else { throw Failure(message: "the server did not start") }
        port = found
    }

    func stop() {
        process.terminate()
        try? FileManager.default.removeItem(at: folder)
    }
}
