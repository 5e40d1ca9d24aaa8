import Glibc
import SwiftletIO
import Synchronization

/// Resolves host names on a few threads of its own, because `getaddrinfo` blocks.
///
/// A lookup cannot be cancelled. One that hangs occupies its thread, and the caller continues at its deadline.
final class HostResolver: Sendable {
    private struct Worker {
        let thread: WorkerThread
        var pending = 0
    }

    private let workers: Mutex<[Worker]>
    private let lookUp: @Sendable (String) -> [String]

    /// The resolver shared by the process.
    static let shared = HostResolver(threadCount: 8, lookUp: systemAddresses)

    /// - Parameters:
    ///   - threadCount: The maximum number of concurrent lookups. Threads are started on demand.
    ///   - lookUp: Returns the addresses of a name, and may block.
    init(threadCount: Int, lookUp: @escaping @Sendable (String) -> [String]) {
        workers = Mutex((0..<max(1, threadCount)).map { _ in Worker(thread: WorkerThread(name: "resolver")) })
        self.lookUp = lookUp
    }

    /// Returns the addresses of a name in the order in which they should be tried; empty if there are none.
    ///
    /// - Throws: ``SQLError`` with the code `connectionFailed` when the deadline passes; `CancellationError`.
    func addresses(of name: String, until deadline: ContinuousClock.Instant) async throws -> [String] {
        let timeout = SQLError(.connectionFailed, "Resolving the database host's name timed out.")
        return try await withDeadline(deadline, error: timeout) { [self] in
            let (index, thread) = workers.withLock { workers in
                let index = workers.indices.min { workers[$0].pending < workers[$1].pending } ?? 0
                workers[index].pending += 1
                return (index, workers[index].thread)
            }
            defer { workers.withLock { $0[index].pending -= 1 } }
            // At the deadline, a lookup that is still queued is cancelled.
            return try await thread.run { [lookUp] in lookUp(name) }
        }
    }

    /// Returns whether a text is an IPv4 or IPv6 address.
    static func isAddress(_ text: String) -> Bool {
        var storage = in6_addr()
        return unsafe inet_pton(AF_INET, text, &storage) == 1 || inet_pton(AF_INET6, text, &storage) == 1
    }

    /// Returns whether a text is a loopback address: 127.0.0.0/8 or ::1.
    static func isLoopback(_ text: String) -> Bool {
        var storage = in6_addr()
        if unsafe inet_pton(AF_INET, text, &storage) == 1 { return text.hasPrefix("127.") }
        guard unsafe inet_pton(AF_INET6, text, &storage) == 1 else { return false }
        let bytes = unsafe withUnsafeBytes(of: &storage) { unsafe Array($0) }
        return bytes == Array(repeating: 0, count: 15) + [1]
    }

    private static func systemAddresses(_ name: String) -> [String] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
        defer { unsafe freeaddrinfo(first) }
        var addresses: [String] = []
        var next = unsafe first
        while let entry = unsafe next {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let result = unsafe getnameinfo(
                entry.pointee.ai_addr,
                entry.pointee.ai_addrlen,
                &text,
                socklen_t(text.count),
                nil,
                0,
                NI_NUMERICHOST
            )
            if result == 0 {
                let end = text.firstIndex(of: 0) ?? text.endIndex
                let address = String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
                if !addresses.contains(address) {
                    addresses.append(address)
                }
            }
            unsafe next = entry.pointee.ai_next
        }
        return addresses
    }
}
