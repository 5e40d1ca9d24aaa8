import Logging
import Swiftlet
import SwiftletIO
import SwiftletRuntime
import Synchronization

/// The copies of an app, one for each event loop.
///
/// A dependency that lives as long as the process exists once for each loop, and is used only by requests of that loop.
final class AppInstances: Sendable {
    /// A copy of the app on its event loop.
    final class Instance: Sendable {
        let app: App
        let loop: EventLoop
        /// The deadlines of the requests in flight.
        let deadlines: DeadlineWatch
        /// The number of requests in flight.
        let requestCount = Atomic(0)

        init(_ app: App, _ loop: EventLoop) {
            self.app = app
            self.loop = loop
            deadlines = DeadlineWatch(loop)
        }
    }

    let all: [Instance]
    private let next = Atomic(0)

    private init(_ all: [Instance]) {
        self.all = all
    }

    /// Starts a copy of an app on each of a number of new event loops.
    static func start(_ app: App, count: Int) async throws -> AppInstances {
        var all: [Instance] = []
        do {
            for number in 0..<count {
                let loop = try EventLoop.start(name: "app-\(number)")
                // The copies share the configuration, but no instances.
                let instance = Instance(number == 0 ? app : app.overriding(Overrides()), loop)
                all.append(instance)
                try await withTaskExecutorPreference(loop) { try await instance.app.start() }
            }
        } catch {
            await AppInstances(all).shutdown(nil)
            throw error
        }
        return AppInstances(all)
    }

    /// The instance with the fewest requests in flight; in turn, if several have the fewest.
    func leastBusy() -> Instance {
        let start = next.add(1, ordering: .relaxed).newValue & .max
        var least = all[start % all.count]
        for offset in 1..<max(all.count, 1) {
            let other = all[(start + offset) % all.count]
            if other.requestCount.load(ordering: .relaxed) < least.requestCount.load(ordering: .relaxed) {
                least = other
            }
        }
        return least
    }

    /// Cancels the requests in flight.
    func cancelRequests() {
        for instance in all { instance.deadlines.cancelAll() }
    }

    /// Waits until no request is in flight, or the task is cancelled.
    func waitUntilIdle() async {
        for instance in all {
            while instance.requestCount.load(ordering: .relaxed) > 0 {
                do { try await instance.loop.sleep(for: Self.idleInterval) } catch { return }
            }
        }
    }

    /// Tears down the dependencies of all copies, and ends the loops.
    func shutdown(_ logger: Logger?) async {
        await withDiscardingTaskGroup { group in
            for instance in all {
                group.addTask { await Self.shutdown(instance, logger) }
            }
        }
    }

    private static func shutdown(_ instance: Instance, _ logger: Logger?) async {
        await instance.loop.run(for: shutdownLimit) {
            do {
                try await instance.app.shutdown()
            } catch {
                logger?.error("The app failed to shut down.", error: error)
            }
        }
        instance.deadlines.close()
        instance.loop.shutdown()
    }

    private static let idleInterval: Duration = .milliseconds(5)
    /// The time limit of the shutdown of one copy.
    private static let shutdownLimit: Duration = .seconds(2)
}
