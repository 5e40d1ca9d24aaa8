import Foundation
import Logging
import Testing

@testable import SwiftletRuntime

/// The log on the platform: frames on a descriptor, or on a socket of managed instances.
@Suite(.timeLimit(.minutes(1)))
struct TelemetryTests {
    private func log(_ variables: [String: String]) -> ProcessLog {
        ProcessLog(variables.merging(["AWS_LAMBDA_LOG_FORMAT": "JSON"]) { $1 })
    }

    private func write(_ message: Logger.Message, to log: ProcessLog) {
        let logger = Logger(label: "test") { RuntimeLogHandler(label: $0, level: .info, output: log.output) }
        logger.error(message)
    }

    private func expectFrame(_ bytes: some Collection<UInt8>, _ message: String) {
        let bytes = Array(bytes)
        #expect(bytes.prefix(4) == [0xA5, 0x5A, 0x00, 0x16])
        #expect(bytes.count > 16)
        #expect(String(decoding: bytes.dropFirst(16), as: UTF8.self).contains(message))
    }

    @Test func `managed instances receive frames through a socket`() throws {
        let path = "/tmp/swiftlet-telemetry-\(UInt32.random(in: 0...UInt32.max))"
        let listener = try UnixListener(path)
        defer { listener.close() }
        let log = log(["_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET": path])
        #expect(log.isFramed)
        #expect(fcntl(log.descriptor, F_GETFD) == FD_CLOEXEC)
        let connection = try listener.accept()
        write("hello", to: log)
        expectFrame(connection.availableData, "hello")
        // The platform may close it, which must not terminate the process.
        try connection.close()
        for _ in 0..<3 { write("lost", to: log) }
        Glibc.close(log.descriptor)
    }

    @Test func `a descriptor is preferred to a socket`() throws {
        let ends = Pipe()
        let descriptor = ends.fileHandleForWriting.fileDescriptor
        let log = log([
            "_LAMBDA_TELEMETRY_LOG_FD": "\(descriptor)", "_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET": "/nowhere",
        ])
        #expect(log.descriptor == descriptor)
        write("hello", to: log)
        expectFrame(ends.fileHandleForReading.availableData, "hello")
    }

    @Test(
        arguments: [
            [:], ["_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET": "/nowhere/at/all"],
            ["_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET": ""],
            ["_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET": String(repeating: "x", count: 1000)],
            ["_LAMBDA_TELEMETRY_LOG_FD": "-1"], ["_LAMBDA_TELEMETRY_LOG_FD": "1000000"],
            ["_LAMBDA_TELEMETRY_LOG_FD": "x"],
        ]
    )
    func `standard error is the fallback`(variables: [String: String]) {
        let log = log(variables)
        #expect(!log.isFramed)
        #expect(log.descriptor == STDERR_FILENO)
    }
}

/// A Unix socket that accepts connections.
private struct UnixListener {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
        let listener = descriptor
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(listener, generic, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                    && listen(listener, 1) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
    }

    func accept() throws -> FileHandle {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else { throw POSIXError(.ECONNABORTED) }
        return FileHandle(fileDescriptor: connection, closeOnDealloc: true)
    }

    func close() {
        Glibc.close(descriptor)
        _ = unsafe unlink(path)
    }
}
