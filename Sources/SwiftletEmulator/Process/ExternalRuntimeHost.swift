package import SwiftletGateway

/// A function whose runtime is started separately, in any language.
package struct ExternalRuntimeHost: FunctionHost {
    /// The name of the function.
    let name: String
    let api: RuntimeAPI
    /// Receives log lines about invocations.
    let output: LogOutput?
    /// The address of the runtime API, for messages.
    let address: String

    /// Creates a host.
    ///
    /// - Parameters:
    ///   - name: The name of the function.
    ///   - api: The runtime API that the runtime polls.
    ///   - output: Receives log lines about invocations.
    ///   - address: The address of the runtime API, for messages.
    package init(name: String, api: RuntimeAPI, output: LogOutput? = nil, address: String = "") {
        self.name = name
        self.api = api
        self.output = output
        self.address = address
    }

    package var functionNames: [String] { [name] }

    package func invoke(_ call: FunctionCall) async -> FunctionOutcome {
        let invocation = EmulatedInvocation(call, functionARN: FunctionReference(name: name).arn)
        var destination = InvocationLog.Destination(memorySize: 128)
        destination.reportsStart = false
        if let output { destination.print = { output.print($0) } }
        let log = InvocationLog(call, destination) { end in
            guard end.ending == .timedOut, !end.wasDelivered else { return }
            output?.print("No runtime is polling for events: start one with AWS_LAMBDA_RUNTIME_API=\(address).")
        }
        let outcome = await api.invoke(invocation, acceptsStream: call.acceptsStream, observer: log)
        // Unreachable: there is no child process that could exit.
        return outcome ?? .failure(RuntimeFailure.exited(call.id, how: "error: unknown"))
    }

    /// Ends the pending polls; the runtimes themselves keep running.
    package func stop() async {
        api.close()
    }
}
