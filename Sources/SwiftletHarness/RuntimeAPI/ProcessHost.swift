import SwiftletFixtures
import Synchronization

/// Runs functions in processes of the function binary: a pool for each handler, all with the same environment.
final class ProcessHost: FunctionHost {
    let functionNames: [String]
    private let launch: FunctionProcess.Launch
    private let instances: Int
    private let pools = Mutex<[String: FunctionPool]>([:])

    /// Creates a host without starting a process.
    ///
    /// - Parameters:
    ///   - launch: The launch configuration, with the default handler.
    ///   - functionNames: The names of the handlers.
    ///   - instances: The maximum number of processes per handler.
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
