/// One function whose process is started elsewhere: any runtime, in any language, that asks for events by itself.
struct EmulatorHost: FunctionHost {
    /// The function's name.
    let name: String
    let api: RuntimeAPI
    /// Where lines about invocations go.
    var console: Console.Stream?
    /// Where the runtime API listens, for who has not found it.
    var address = ""

    var functionNames: [String] { [name] }

    func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        let invocation = EmulatedInvocation(call, functionARN: FunctionReference(name: name).arn)
        var destination = InvocationLog.Destination(memorySize: 128)
        destination.reportsStart = false
        if let console { destination.print = { console.print($0) } }
        let log = InvocationLog(call, destination) { end in
            guard end.ending == .timedOut, !end.wasDelivered else { return }
            console?.print("No runtime has asked for the event: start one with AWS_LAMBDA_RUNTIME_API=\(address).")
        }
        let outcome = await api.invoke(invocation, takesStream: call.takesStream, observer: log)
        // There is no process here that could end.
        return outcome ?? .failure(RuntimeFailure.exited(call.id, how: "error: unknown"))
    }

    /// Lets go of the runtimes that wait for an event; what runs elsewhere is ended there.
    func stop() async {
        api.close()
    }
}
