import ArgumentParser
import Swiftlet
import SwiftletEmulator
import SwiftletRuntime
import SwiftletServer

/// `emulate`: the runtime API alone, for a function written in any language.
struct EmulateCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "emulate",
            abstract: "Emulate the Lambda runtime API for a function that is started separately.",
            discussion: """
                A runtime in any language polls for events at --port; set its AWS_LAMBDA_RUNTIME_API to that address. \
                Events arrive through the Invoke API at --invoke-port, which the AWS SDKs and the AWS CLI use.

                Examples:
                  \(name) emulate
                  \(name) emulate --port 9002 --invoke-port 9001 --function hello
                  AWS_LAMBDA_RUNTIME_API=127.0.0.1:9002 _HANDLER=app .build/release/bootstrap
                  AWS_LAMBDA_RUNTIME_API=127.0.0.1:9002 python3 -m awslambdaric hello.handler
                  curl -d '{}' http://127.0.0.1:9001/2015-03-31/functions/function/invocations
                """
        )
    }

    @Option(help: "The port of the runtime API; 0 selects a free port.")
    var port: Int = 9002

    @Option(help: ArgumentHelp("The port of the Invoke API; 0 selects a free port.", valueName: "port"))
    var invokePort: Int = 9001

    @Option(help: "The address to listen on; 0.0.0.0 for all interfaces.")
    var host: String = "127.0.0.1"

    @Option(help: ArgumentHelp("The name of the function.", valueName: "name"))
    var function: String = "function"

    @Option(help: ArgumentHelp("The timeout of an invocation, including the wait for a runtime.", valueName: "seconds"))
    var timeout: Int = 30

    @Option(help: ArgumentHelp("The maximum number of concurrent invocations.", valueName: "n"))
    var concurrency: Int = 1

    @Flag(help: "Do not log invocations.")
    var quiet = false

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("--port must be from 0 to 65535.") }
        guard 0...65_535 ~= invokePort else { throw ValidationError("--invoke-port must be from 0 to 65535.") }
        guard timeout > 0 else { throw ValidationError("--timeout must be at least 1 second.") }
        guard concurrency > 0 else { throw ValidationError("--concurrency must be at least 1.") }
        guard FunctionReference(function)?.name == function else {
            throw ValidationError("Invalid function name \"\(function)\": use letters, digits, - and _.")
        }
    }

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        let console = cli.console.errors
        let api = RuntimeAPI(RuntimeAPI.Limits(concurrency: concurrency, timeout: .seconds(timeout)), kill: nil)
        let routes = RuntimeAPIRoutes(
            api: api,
            replacesFailedStarts: false,
            functionName: function,
            handler: function
        ) { failure in
            console.print("The runtime failed to start: \(failure)")
        }
        try await Interruption.afterFirst { untilInterrupted in
            let runtime = try await HTTPServer.start(host: host, port: port, option: "--port") { request, context in
                try await routes.respond(to: request, context)
            }
            let address = HTTPServer.authority(host: host, port: runtime.port)
            let functions = ExternalRuntimeHost(
                name: function,
                api: api,
                output: quiet ? nil : console.log,
                address: address
            )
            let servers = FunctionServers(
                functions: functions,
                console: console,
                configuration: FunctionConfiguration(timeout: timeout)
            )
            do {
                let invoke = try await servers.serveInvokeAPI(on: host, invokePort)
                for line in banner(cli.name, address: address, invokeURL: invoke?.url, on: console) {
                    console.print(line)
                }
                await untilInterrupted()
                console.print("Shutting down after the invocations in flight; press Ctrl-C again to stop immediately.")
            } catch {
                try await servers.stop()
                await runtime.stop()
                throw error
            }
            // The runtime API stops last: a pending Invoke API request needs the runtime's response.
            try await servers.stop()
            await runtime.stop()
            console.print("Stopped.")
        }
    }

    private func banner(
        _ name: String,
        address: String,
        invokeURL: String?,
        on stream: Console.Stream
    ) -> [String] {
        var rows = [("runtime", "\(EnvironmentKey.runtimeAPI)=\(address)")]
        if let invokeURL {
            rows.append(("invoke", invokeURL))
            rows.append(("try", "curl -d '{}' \(invokeURL)/2015-03-31/functions/\(function)/invocations"))
        }
        let title = "\(Style.bold(name, on: stream)) emulates the runtime API for function \(function)"
        return ServeBanner.lines(title, rows, on: stream)
    }
}
