import Swiftlet
import SwiftletIO
import Synchronization

extension RuntimeLoop {
    /// The time limit of the app's shutdown.
    private static let shutdownLimit: Duration = .seconds(10)
    /// The time limit of the app's shutdown after a failure.
    static let failedShutdownLimit: Duration = .seconds(1)
    /// The platform's maximum function timeout, which bounds the wait for invocations in flight after a failure.
    static let maxInvocationDuration: Duration = .seconds(900)
    private static let drainInterval: Duration = .milliseconds(10)

    /// Stops gracefully: fetches no more events, finishes the invocations in flight and shuts the app down.
    ///
    /// Where the platform kills the process after a grace period, invocations that take longer are cancelled. May be called
    /// from any thread.
    package func stop() {
        let isFirst = state.withLock { state in
            guard state.stopTime == nil else { return false }
            state.stopTime = .now
            return true
        }
        guard isFirst else { return }
        drain()
        boundTermination()
    }

    /// Bounds the wait for invocations in flight, so that time is left for the shutdown.
    ///
    /// They are cancelled a little earlier, so that they can still send their responses.
    func boundTermination() {
        let (isBounded, stopTime, deadlines) = state.withLock { state in
            (state.isTerminationBounded, state.stopTime, state.deadlines)
        }
        guard isBounded else { return }
        // If stopped during the start, part of the grace period has elapsed.
        let elapsed = stopTime?.duration(to: .now) ?? .zero
        let gracePeriod = environment.terminationGracePeriod
        expire(after: max(.zero, gracePeriod * 2 / 3 - elapsed))
        let cancellationDelay = max(.zero, gracePeriod / 2 - elapsed)
        Task(executorPreference: loop) { [loop] in
            try? await loop.sleep(for: cancellationDelay)
            deadlines?.cancelAll()
        }
    }

    private func expire(after limit: Duration) {
        let latch = state.withLock(\.latch)
        Task(executorPreference: loop) { [loop] in
            try? await loop.sleep(for: limit)
            latch?.expire()
        }
    }

    /// Stops every worker after its current invocation.
    ///
    /// - Parameter limit: The maximum wait for them; `nil` is unlimited.
    func drain(within limit: Duration? = nil) {
        if let limit { expire(after: limit) }
        let isFirst = state.withLock { state in
            defer { state.isDraining = true }
            return !state.isDraining
        }
        guard isFirst else { return }
        Task(executorPreference: loop) { [self] in
            closeGates()
            do {
                // Receive events that the platform has already sent: without a response they would be lost.
                repeat { try await loop.sleep(for: Self.drainInterval) } while interruptWorkers()
            } catch {
                return
            }
        }
    }

    func closeGates() {
        for gate in state.withLock(\.gates) { gate.close() }
    }

    /// Cancels the polls of waiting workers, and returns whether any worker is still running.
    private func interruptWorkers() -> Bool {
        let (gates, running) = state.withLock { ($0.gates, $0.running) }
        for gate in gates { gate.interrupt() }
        return running > 0
    }

    // MARK: - Shutdown of the app

    func shutDown(_ deployment: Deployment) async {
        do {
            try await deployment.shutdown()
        } catch {
            // Every event has its response: the exit code stays 0.
            logger.error("The app failed to shut down.", error: error)
        }
    }

    var remainingShutdownTime: Duration {
        let (stopTime, isBounded) = state.withLock { ($0.stopTime, $0.isTerminationBounded) }
        guard let stopTime, isBounded else { return Self.shutdownLimit }
        let elapsed = stopTime.duration(to: .now)
        return max(environment.terminationGracePeriod / 3, environment.terminationGracePeriod - elapsed)
    }
}
