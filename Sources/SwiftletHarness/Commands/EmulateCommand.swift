internal import ArgumentParser
internal import Swiftlet
internal import SwiftletRuntime

/// `emulate`: the runtime API by itself, for any runtime in any language.
struct EmulateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessProgram.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "emulate",
            abstract: "Emulate the platform's runtime API for a function that runs elsewhere.",
            discussion: """
                A runtime in any language asks for events at --port, where AWS_LAMBDA_RUNTIME_API has to point. They come \
                from the Invoke API at --invoke-port, which the platform's SDKs and command line speak.

                Examples:
                  \(name) emulate
                  \(name) emulate --port 9002 --invoke-port 9001 --function hello
                  AWS_LAMBDA_RUNTIME_API=127.0.0.1:9002 _HANDLER=app .build/release/bootstrap
                  AWS_LAMBDA_RUNTIME_API=127.0.0.1:9002 python3 -m awslambdaric hello.handler
                  curl -d '{}' http://127.0.0.1:9001/2015-03-31/functions/function/invocations
                """
        )
    }

    @Option(help: "The runtime API's port; 0 for any that is free.")
    var port: Int = 9002

    @Option(help: ArgumentHelp("The Invoke API's port; 0 for any that is free.", valueName: "port"))
    var invokePort: Int = 9001

    @Option(help: "The address to listen on; 0.0.0.0 for all.")
    var host: String = "127.0.0.1"

    @Option(help: ArgumentHelp("The function's name.", valueName: "name"))
    var function: String = "function"

    @Option(help: ArgumentHelp("How long an invocation may take, or wait for a runtime.", valueName: "seconds"))
    var timeout: Int = 30

    @Option(help: ArgumentHelp("How many events the runtime may take at once.", valueName: "n"))
    var concurrency: Int = 1

    @Flag(help: "Print no lines about invocations.")
    var quiet = false

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("--port must be from 0 to 65535.") }
        guard 0...65_535 ~= invokePort else { throw ValidationError("--invoke-port must be from 0 to 65535.") }
        guard timeout > 0 else { throw ValidationError("--timeout must be at least 1 second.") }
        guard concurrency > 0 else { throw ValidationError("--concurrency must be at least 1.") }
        guard FunctionReference(function)?.name == function else {
            throw ValidationError("\"\(function)\" is no name of a function: letters, digits, - and _.")
        }
    }

    mutating func run() async throws {
        let program = try HarnessProgram.running()
        let console = program.console.errors
        let api = RuntimeAPI(RuntimeAPI.Limits(concurrency: concurrency, timeout: .seconds(timeout)), kill: nil)
        let calls = RuntimeAPICalls(
            api: api,
            replacesFailedStarts: false,
            functionName: function,
            handler: function
        ) { failure in
            console.print("The runtime could not start: \(failure)")
        }
        try await Interruption.afterFirst { untilInterrupted in
            let runtime = try await LocalServer.start(host: host, port: port, option: "--port") { request, context in
                try await calls.respond(to: request, context)
            }
            let address = LocalServer.authority(host: host, port: runtime.port)
            let functions = EmulatorHost(name: function, api: api, console: quiet ? nil : console, address: address)
            let servers = ServedFunctions(
                functions: functions,
                console: console,
                configuration: FunctionConfiguration(timeout: timeout)
            )
            do {
                let invoke = try await servers.serveInvokeAPI(on: host, invokePort)
                for line in banner(program.name, address, invoke?.url, on: console) {
                    console.print(line)
                }
                await untilInterrupted()
                console.print("Finishing what is in flight; Ctrl-C again to stop at once.")
            } catch {
                try await servers.stop()
                await runtime.stop()
                throw error
            }
            // The runtime is heard to the last answer that somebody waits for.
            try await servers.stop()
            await runtime.stop()
            console.print("Stopped.")
        }
    }

    private func banner(
        _ name: String,
        _ address: String,
        _ invokeURL: String?,
        on stream: Console.Stream
    ) -> [String] {
        var rows = [("runtime", "\(EnvironmentKey.runtimeAPI)=\(address)")]
        if let invokeURL {
            rows.append(("invoke", invokeURL))
            rows.append(("try", "curl -d '{}' \(invokeURL)/2015-03-31/functions/\(function)/invocations"))
        }
        let title = "\(Style.bold(name, on: stream)) emulates the platform for the function \(function)"
        return ServeBanner.lines(title, rows, on: stream)
    }
}
