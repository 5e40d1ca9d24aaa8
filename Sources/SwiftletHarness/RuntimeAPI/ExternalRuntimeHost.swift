/// A function whose runtime is started separately, in any language.
struct ExternalRuntimeHost: FunctionHost {
    /// The name of the function.
    let name: String
    let api: RuntimeAPI
    /// Receives log lines about invocations.
    var console: Console.Stream?
    /// The address of the runtime API, for messages.
    var address = ""

    var functionNames: [String] { [name] }

    func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        let invocation = EmulatedInvocation(call, functionARN: FunctionReference(name: name).arn)
        var destination = InvocationLog.Destination(memorySize: 128)
        destination.reportsStart = false
        if let console { destination.print = { console.print($0) } }
        let log = InvocationLog(call, destination) { end in
            guard end.ending == .timedOut, !end.wasDelivered else { return }
            console?.print("No runtime is polling for events: start one with AWS_LAMBDA_RUNTIME_API=\(address).")
        }
        let outcome = await api.invoke(invocation, acceptsStream: call.acceptsStream, observer: log)
        // Unreachable: there is no child process that could exit.
        return outcome ?? .failure(RuntimeFailure.exited(call.id, how: "error: unknown"))
    }

    /// Ends the pending polls; the runtimes themselves keep running.
    func stop() async {
        api.close()
    }
}
