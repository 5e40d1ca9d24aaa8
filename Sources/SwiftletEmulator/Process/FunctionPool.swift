import SwiftletGateway
import Synchronization

/// The processes of one function, started on demand up to a limit.
///
/// Further invocations wait for a free process.
final class FunctionPool: Sendable {
    private struct State {
        var slots: InstanceSlots
        var processes: [Int: FunctionProcess] = [:]
        var waiting: [CheckedContinuation<Int, Never>] = []
    }

    private let launch: FunctionProcess.Launch
    private let state: Mutex<State>

    /// Creates a pool without starting a process.
    ///
    /// - Parameters:
    ///   - launch: The launch configuration.
    ///   - instances: The maximum number of processes.
    init(_ launch: FunctionProcess.Launch, instances: Int) {
        self.launch = launch
        self.state = Mutex(State(slots: InstanceSlots(instances: instances, concurrency: launch.concurrency)))
    }

    /// Invokes the function in a process with free capacity.
    func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        let instance = await takeSlot()
        let process = state.withLock { state in
            let process = state.processes[instance] ?? FunctionProcess(launch)
            state.processes[instance] = process
            return process
        }
        return await process.invoke(call) { [self] in release(instance) }
    }

    /// Stops all processes.
    func stop() async {
        let processes = state.withLock { state in
            defer { state.processes = [:] }
            return Array(state.processes.values)
        }
        await withTaskGroup { group in
            for process in processes {
                group.addTask { await process.stop() }
            }
        }
    }

    private func takeSlot() async -> Int {
        await withCheckedContinuation { continuation in
            let instance = state.withLock { state in
                let instance = state.slots.take()
                if instance == nil { state.waiting.append(continuation) }
                return instance
            }
            if let instance { continuation.resume(returning: instance) }
        }
    }

    private func release(_ instance: Int) {
        let next = state.withLock { state -> CheckedContinuation<Int, Never>? in
            guard state.waiting.isEmpty else {
                // The slot is passed to the first waiter, so that later invocations cannot overtake it.
                return state.waiting.removeFirst()
            }
            state.slots.release(instance)
            return nil
        }
        next?.resume(returning: instance)
    }
}
