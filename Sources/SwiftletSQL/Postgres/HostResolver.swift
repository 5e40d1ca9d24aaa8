import SwiftletIO

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Looks up host names on a thread of its own, because the C library blocks in it.
enum HostResolver {
    private static let thread = WorkerThread(name: "resolver")

    /// The addresses of each name.
    ///
    /// One that is not found is left out.
    static func addresses(of names: [String]) async throws -> [String: [String]] {
        guard !names.isEmpty else { return [:] }
        return try await thread.run {
            var found: [String: [String]] = [:]
            for name in names {
                let addresses = lookUp(name)
                if !addresses.isEmpty {
                    found[name] = addresses
                }
            }
            return found
        }
    }

    /// Whether a text is an IPv4 or IPv6 address.
    static func isAddress(_ text: String) -> Bool {
        var storage = in6_addr()
        return unsafe inet_pton(AF_INET, text, &storage) == 1 || inet_pton(AF_INET6, text, &storage) == 1
    }

    private static func lookUp(_ name: String) -> [String] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        unsafe hints.ai_socktype = SOCK_STREAM
        #endif
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
