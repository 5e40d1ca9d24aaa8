import Synchronization

/// The processes of one function: as many as its events need, up to a number.
///
/// What finds none free waits its turn.
final class FunctionPool: Sendable {
    private struct State {
        var slots: InstanceSlots
        var processes: [Int: FunctionProcess] = [:]
        var waiting: [CheckedContinuation<Int, Never>] = []
    }

    private let launch: FunctionProcess.Launch
    private let state: Mutex<State>

    /// Creates a pool, which starts nothing yet.
    ///
    /// - Parameters:
    ///   - launch: how a process is started.
    ///   - instances: how many there may be at once.
    init(_ launch: FunctionProcess.Launch, instances: Int) {
        self.launch = launch
        self.state = Mutex(State(slots: InstanceSlots(instances: instances, concurrency: launch.concurrency)))
    }

    /// Invokes the function in the next process that has room.
    func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        let instance = await takeSlot()
        let process = state.withLock { state in
            let process = state.processes[instance] ?? FunctionProcess(launch)
            state.processes[instance] = process
            return process
        }
        return await process.invoke(call) { [self] in release(instance) }
    }

    /// Ends all processes.
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
                // The slot goes from one to the other: nobody who comes now is before who waits.
                return state.waiting.removeFirst()
            }
            state.slots.release(instance)
            return nil
        }
        next?.resume(returning: instance)
    }
}
