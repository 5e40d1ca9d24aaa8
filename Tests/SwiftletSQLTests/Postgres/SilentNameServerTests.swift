import Foundation
import Glibc
import Testing

@testable import SwiftletSQL

/// A name server that never responds.
///
/// The C library reads its address from a system file, so a second test process runs in a mount namespace with a different
/// file.
@Suite(.timeLimit(.minutes(1))) struct SilentNameServerTests {
    private static let marker = "SWIFTLET_TEST_SILENT_NAME_SERVER"
    private static let isInside = ProcessInfo.processInfo.environment[marker] != nil

    /// A UDP socket on its own loopback address that is never read.
    private static func silentSocket(_ address: String) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = in_port_t(53).bigEndian
        name.sin_addr.s_addr = unsafe inet_addr(address)
        let result = unsafe withUnsafeBytes(of: &name) { bytes in
            unsafe bind(
                descriptor,
                bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(MemoryLayout<sockaddr_in>.size)
            )
        }
        guard result == 0 else {
            close(descriptor)
            try Test.cancel("Port 53 of \(address) cannot be bound; run the tests as root.")
        }
        return descriptor
    }

    @Test(.disabled(if: isInside, "The second process."))
    func `a connection attempt ends at its deadline if the name server does not respond`() async throws {
        let address = "127.53.\(Int.random(in: 1...254)).\(Int.random(in: 1...254))"
        let descriptor = try Self.silentSocket(address)
        defer { close(descriptor) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "swiftlet-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // The C library would wait for ten minutes.
        try Data("nameserver \(address)\noptions timeout:30 attempts:20\n".utf8)
            .write(to: folder.appending(path: "resolv.conf"))
        try Data("hosts: dns\n".utf8).write(to: folder.appending(path: "nsswitch.conf"))
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        let script = """
            mount --bind "$0/resolv.conf" /etc/resolv.conf && mount --bind "$0/nsswitch.conf" /etc/nsswitch.conf || exit 125
            exec "$@"
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["unshare", "-m", "sh", "-c", script, folder.path]
            + [try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")]
            + ["--testing-library", "swift-testing", "--filter", "SilentNameServerTests"]
        process.environment = ProcessInfo.processInfo.environment.merging([Self.marker: "1"]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        // The test results are written to standard error.
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        await process.exit()
        let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        guard process.terminationStatus != 125, process.terminationStatus != 127, text.contains("Test run") else {
            try Test.cancel("A mount namespace cannot be made: install util-linux and run the tests as root.")
        }
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.contains("the lookup ends at the deadline") && text.contains("passed"), "\(text)")
    }

    @Test(.enabled(if: isInside, "Only in the second process, which has the silent name server."))
    func `the lookup ends at the deadline`() async throws {
        let url = "postgres://tester@silent.example/postgres"
        try await withDatabase(url, .init(acquireTimeout: .milliseconds(500))) { db in
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
            #expect(error?.code == .connectionFailed)
            #expect(error?.description.contains("timed out") == true)
        }
    }
}
