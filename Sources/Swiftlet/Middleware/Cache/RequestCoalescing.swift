import HTTPTypes
import SwiftletJSON
import Synchronization

/// Lets one of several concurrent requests for the same response make it, while the others wait for it.
///
/// A request waits once, and not longer than a limit. Requests for a URL whose last response was not kept do not wait: each
/// would wait in vain.
final class RequestCoalescing: Sendable {
    /// Requests that are likely to get the same response.
    ///
    /// What the response varies by is known only from it, so it is assumed to be any of the usual fields. A condition or a
    /// range may lead to a response that is not kept.
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

    fileprivate struct Run {
        let number: Int
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private struct State {
        var runs: [Key: Run] = [:]
        var lastNumber = 0
        /// Hashes of the keys whose last response was not kept: of two with the same hash, both do not wait.
        var uncached: Set<Int> = []
    }

    /// What a request does that is not served from the cache.
    enum Turn: Sendable {
        /// It makes the response for the others.
        case leader(number: Int)
        /// It has waited for the leader.
        case follower
        /// It makes the response for itself.
        case alone
    }

    private let state = Mutex(State())
    private let waitLimit: Duration
    private let maximumUncached: Int

    /// - Parameters:
    ///   - waitLimit: the longest that a request waits for another.
    ///   - maximumUncached: the most URLs that are known not to be cached.
    init(waitLimit: Duration, maximumUncached: Int) {
        self.waitLimit = waitLimit
        self.maximumUncached = maximumUncached
    }

    /// How many requests wait.
    var waiterCount: Int { state.withLock { $0.runs.values.reduce(0) { $0 + $1.waiters.count } } }

    /// Waits for the request that makes the same response, if there is one.
    ///
    /// A leader must call ``end(_:for:isKept:)``.
    func turn(for request: Request) async -> Turn {
        let key = Key(request)
        let turn: Turn? = state.withLock { state in
            if state.uncached.contains(key.hashValue) { return .alone }
            if state.runs[key] != nil { return nil }
            state.lastNumber += 1
            state.runs[key] = Run(number: state.lastNumber)
            return .leader(number: state.lastNumber)
        }
        if let turn { return turn }
        await wait(for: key)
        return .follower
    }

    /// Resumes the requests that wait for a leader, and notes whether to wait for such a response again.
    func end(_ turn: Turn, for request: Request, isKept: Bool) {
        let key = Key(request)
        let run: Run? = state.withLock { state in
            if isKept {
                state.uncached.remove(key.hashValue)
            } else {
                if state.uncached.count >= maximumUncached { state.uncached.removeAll() }
                state.uncached.insert(key.hashValue)
            }
            guard case .leader(let number) = turn, state.runs[key]?.number == number else { return nil }
            return state.runs.removeValue(forKey: key)
        }
        run?.resume()
    }

    /// Whether a response may still be kept: the leader's, unless a request has changed its resource meanwhile.
    func isCurrent(_ turn: Turn, for request: Request) -> Bool {
        guard case .leader(let number) = turn else { return true }
        return state.withLock { $0.runs[Key(request)]?.number == number }
    }

    /// Lets nobody wait any longer for responses that were begun before a request has changed their resource.
    func invalidate(_ request: Request) {
        let url = ResponseStorage.url(of: request)
        let runs = state.withLock { state in
            let keys = state.runs.keys.filter { $0.url == url }
            return keys.compactMap { state.runs.removeValue(forKey: $0) }
        }
        for run in runs { run.resume() }
    }

    /// Waits until the leader has ended, the limit is reached, or the task is cancelled.
    private func wait(for key: Key) async {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        var timer: Task<Void, any Error>?
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isOver = state.withLock { state in
                    guard !Task.isCancelled, state.runs[key] != nil else { return true }
                    state.runs[key]?.waiters[number] = waiter
                    return false
                }
                if isOver { return waiter.resume() }
                timer = Task(executorPreference: Task.currentExecutor) { [self, waitLimit] in
                    try await Task.sleep(for: waitLimit)
                    resume(number, of: key)
                }
            }
        } onCancel: {
            resume(number, of: key)
        }
        timer?.cancel()
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
