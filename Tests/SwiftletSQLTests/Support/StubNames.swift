import Dispatch

@testable import SwiftletSQL

/// A stub resolver that hangs for names that begin with `hung` until it is released.
final class StubNames: Sendable {
    private let gate = DispatchSemaphore(value: 0)

    func makeResolver() -> HostResolver {
        HostResolver(threadCount: 2) { [gate] name in
            if name.hasPrefix("hung") {
                gate.wait()
                gate.signal()
            }
            return name.hasPrefix("known") ? ["127.0.0.1"] : []
        }
    }

    func release() { gate.signal() }
}
