import Foundation
import HTTPTypes
import Testing

@testable import SwiftletIO

/// Name lookups that hang, as with an unreachable resolver.
@Suite(.timeLimit(.minutes(2))) struct LookupTests {
    /// Replaces the system's lookup of one host name with a wait that is longer than any test.
    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <netdb.h>
        #include <string.h>
        #include <unistd.h>
        int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
            int (*next)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
                dlsym(RTLD_NEXT, "getaddrinfo");
            if (node && !strcmp(node, "silent.invalid")) sleep(600);
            return next(node, service, hints, result);
        }
        """

    private static let compiler = ["/usr/bin/clang", "/usr/bin/cc", "/usr/bin/gcc"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private static let isInner = ProcessInfo.processInfo.environment["SWIFTLET_SILENT_LOOKUPS"] != nil

    /// Runs the tests below in a child process in which that lookup hangs.
    @Test(.enabled(if: compiler != nil && !isInner, "needs a C compiler"))
    func `a hanging lookup does not block the loop`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lookup-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, library) = (folder.path + "/lookup.c", folder.path + "/lookup.so")
        try Self.source.write(toFile: source, atomically: true, encoding: .utf8)
        let compiled = try run([#require(Self.compiler), "-shared", "-fPIC", "-o", library, source, "-ldl"], [:])
        #expect(compiled.status == 0, "\(compiled.output)")
        let tests = try run(
            [
                FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"), "--testing-library",
                "swift-testing", "--filter", "SilentLookupTests",
            ],
            ["SWIFTLET_SILENT_LOOKUPS": "1", "LD_PRELOAD": library]
        )
        #expect(tests.status == 0, "\(tests.output)")
        #expect(tests.output.contains("with 2 tests"), "\(tests.output)")
    }

    private func run(_ words: [String], _ environment: [String: String]) throws -> (status: Int32, output: String) {
        let process = Process()
        let output = Pipe()
        // Exits when this process is killed.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
        process.arguments = ["-k", "1", "100"] + words
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

/// Run by ``LookupTests`` in a process where looking up `silent.invalid` takes ten minutes.
@Suite(
    .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["SWIFTLET_SILENT_LOOKUPS"] != nil, "run by LookupTests"),
    .timeLimit(.minutes(1))
)
struct SilentLookupTests {
    private func send(on loop: EventLoop, timeout: Duration?) async throws {
        var configuration = HTTPClient.Configuration()
        configuration.proxy = .none
        configuration.connectTimeout = .seconds(300)
        var request = HTTPClientRequest(url: "http://silent.invalid/")
        request.timeout = timeout
        _ = try await HTTPClient(loop: loop, configuration: configuration).send(request)
    }

    /// Counts iterations on the loop while `body` runs there.
    private func ticks(_ body: @escaping @Sendable (EventLoop) async throws -> Void) throws -> Int {
        let loop = try EventLoop()
        return try loop.run {
            let count = Shared(0)
            let ticker = Task(executorPreference: loop) {
                while !Task.isCancelled {
                    try await loop.sleep(for: .milliseconds(10))
                    count.update { $0 += 1 }
                }
            }
            try await body(loop)
            // The loop still runs after the transfer has ended.
            let reached = count.value + 3
            while count.value < reached { try await loop.sleep(for: .milliseconds(10)) }
            ticker.cancel()
            return count.value
        }
    }

    @Test func `a request times out during the name lookup`() throws {
        let count = try ticks { loop in
            let error = await #expect(throws: HTTPClientError.self) {
                try await send(on: loop, timeout: .milliseconds(300))
            }
            #expect(error?.code == .timedOut)
        }
        #expect(count > 3)
    }

    @Test func `a request is cancelled during the name lookup`() throws {
        let count = try ticks { loop in
            let task = Task(executorPreference: loop) { try await send(on: loop, timeout: nil) }
            try await loop.sleep(for: .milliseconds(100))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(count > 3)
    }
}
