import HTTPTypes
import SwiftletJSON
import Synchronization

/// Coalesces concurrent requests for the same response: one of them runs, and the others wait for its response.
///
/// A request waits only once, and no longer than a limit. Requests do not wait if the last such response was not stored,
/// because waiting would not help.
final class RequestCoalescing: Sendable {
    /// The key of requests that probably get the same response.
    ///
    /// The fields in `Vary` are known only from the response, so the usual ones are assumed. Conditional and range requests may
    /// get responses that are not stored.
    private struct Key: Hashable {
        let url: UTF8Key
        let values: [UTF8Key?]

        private static let fields: [HTTPField.Name] = [
            .accept, .acceptEncoding, .acceptLanguage, .origin, .ifModifiedSince, .ifNoneMatch, .range,
        ]

        init(_ request: Request) {
            url = ResponseStorage.url(of: request)
            values = Self.fields.map { request.header($0).map(UTF8Key.init) }
        }
    }

    /// A running request and the requests that wait for its response.
    fileprivate struct Run {
        let number: Int
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private struct State {
        var runs: [Key: Run] = [:]
        var lastNumber = 0
        /// The hashes of the keys whose last response was not stored.
        ///
        /// After a collision, requests for stored responses do not wait either.
        var uncached: Set<Int> = []
    }

    /// The role of a request that is not served from the cache.
    enum Role: Sendable {
        /// The request runs, and others may wait for its response.
        case leader(number: Int)
        /// The request has waited for the leader.
        case follower
        /// The request runs without waiting, and no request waits for it.
        case independent
    }

    private let state = Mutex(State())
    private let waitLimit: Duration
    private let maximumUncached: Int

    /// Creates the state for the requests of one cache.
    ///
    /// - Parameters:
    ///   - waitLimit: The maximum time that a request waits for another.
    ///   - maximumUncached: The maximum number of remembered keys whose response was not stored.
    init(waitLimit: Duration, maximumUncached: Int) {
        self.waitLimit = waitLimit
        self.maximumUncached = maximumUncached
    }

    /// The number of waiting requests.
    var waiterCount: Int { state.withLock { $0.runs.values.reduce(0) { $0 + $1.waiters.count } } }

    /// Returns the role of a request, after waiting for the leader if there is one.
    ///
    /// A request that runs must call ``finish(_:for:isStored:)`` at its end.
    func role(for request: Request) async -> Role {
        let key = Key(request)
        let role: Role? = state.withLock { state in
            if state.uncached.contains(key.hashValue) { return .independent }
            if state.runs[key] != nil { return nil }
            state.lastNumber += 1
            state.runs[key] = Run(number: state.lastNumber)
            return .leader(number: state.lastNumber)
        }
        if let role { return role }
        await wait(for: key)
        return .follower
    }

    /// Resumes the requests that wait for a leader, and records whether later requests should wait for such a response.
    func finish(_ role: Role, for request: Request, isStored: Bool) {
        let key = Key(request)
        state.withLock { state in
            if isStored {
                state.uncached.remove(key.hashValue)
            } else {
                if state.uncached.count >= maximumUncached { state.uncached.removeAll() }
                state.uncached.insert(key.hashValue)
            }
        }
        if case .leader(let number) = role { removeRun(number, of: key)?.resume() }
    }

    /// Resumes the requests that wait for responses of a resource that a request has modified.
    func invalidate(_ request: Request) {
        let url = ResponseStorage.url(of: request)
        let runs = state.withLock { state in
            let keys = state.runs.keys.filter { $0.url == url }
            return keys.compactMap { state.runs.removeValue(forKey: $0) }
        }
        for run in runs { run.resume() }
    }

    /// Waits until the leader has finished, the limit is reached, or the task is cancelled.
    ///
    /// At the limit all requests stop waiting for the leader, so that later ones do not wait for a leader that hangs.
    private func wait(for key: Key) async {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        var timer: Task<Void, any Error>?
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let leader: Int? = state.withLock { state in
                    guard !Task.isCancelled, let run = state.runs[key] else { return nil }
                    state.runs[key]?.waiters[number] = waiter
                    return run.number
                }
                guard let leader else { return waiter.resume() }
                timer = Task(executorPreference: Task.currentExecutor) { [self, waitLimit] in
                    try await Task.sleep(for: waitLimit)
                    removeRun(leader, of: key)?.resume()
                }
            }
        } onCancel: {
            resume(number, of: key)
        }
        timer?.cancel()
    }

    /// Removes the run of a leader, unless it has already been removed.
    private func removeRun(_ number: Int, of key: Key) -> Run? {
        state.withLock { state in
            guard state.runs[key]?.number == number else { return nil }
            return state.runs.removeValue(forKey: key)
        }
    }

    private func resume(_ number: Int, of key: Key) {
        state.withLock { $0.runs[key]?.waiters.removeValue(forKey: number) }?.resume()
    }
}

extension RequestCoalescing.Run {
    fileprivate func resume() {
        for waiter in waiters.values { waiter.resume() }
    }
}
