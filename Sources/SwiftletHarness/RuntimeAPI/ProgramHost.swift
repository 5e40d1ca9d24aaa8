import SwiftletTesting
import Synchronization

/// Processes of the deployable program: a pool for each handler that is invoked, all with the same environment.
final class ProgramHost: FunctionHost {
    let functionNames: [String]
    private let launch: FunctionProcess.Launch
    private let instances: Int
    private let pools = Mutex<[String: FunctionPool]>([:])

    /// Creates a host, which starts nothing yet.
    ///
    /// - Parameters:
    ///   - launch: how a process is started, and the handler of events that name none.
    ///   - functionNames: the handlers that the program has.
    ///   - instances: how many processes there may be of each.
    init(_ launch: FunctionProcess.Launch, functionNames: [String] = [], instances: Int = 1) {
        self.launch = launch
        self.functionNames = functionNames
        self.instances = instances
    }

    func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        await pool(call.invocation.handler ?? launch.handler).invoke(call)
    }

    func stop() async {
        let all = pools.withLock { pools in
            defer { pools = [:] }
            return Array(pools.values)
        }
        for pool in all {
            await pool.stop()
        }
    }

    private func pool(_ handler: String) -> FunctionPool {
        pools.withLock { pools in
            if let pool = pools[handler] { return pool }
            var launch = launch
            launch.handler = handler
            let pool = FunctionPool(launch, instances: instances)
            pools[handler] = pool
            return pool
        }
    }
}
