package import SwiftletGateway
import Synchronization

/// Runs functions in processes of the function binary: a pool for each handler, all with the same environment.
package final class ProcessHost: FunctionHost {
    package let functionNames: [String]
    private let launch: FunctionProcess.Launch
    private let instances: Int
    private let pools = Mutex<[String: FunctionPool]>([:])

    /// Creates a host without starting a process.
    ///
    /// - Parameters:
    ///   - launch: The launch configuration, with the default handler.
    ///   - functionNames: The names of the handlers.
    ///   - instances: The maximum number of processes per handler.
    package init(_ launch: FunctionProcess.Launch, functionNames: [String] = [], instances: Int = 1) {
        self.launch = launch
        self.functionNames = functionNames
        self.instances = instances
    }

    package func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        await pool(call.attributes.handler ?? launch.handler).invoke(call)
    }

    package func stop() async {
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
