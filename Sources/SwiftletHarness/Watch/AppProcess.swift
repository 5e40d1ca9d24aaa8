import Foundation
import SwiftletEmulator
import SwiftletIO
import Synchronization

/// A process of the CLI that serves the app on a loopback port, for the watching process.
final class AppProcess: Sendable {
    /// How to start the process.
    struct Launch: Sendable {
        let package: WatchedPackage
        let arguments: [String]
        let environment: [String: String]
        /// Receives the output of the process.
        let output: Console.Stream
        /// The event loop of the connections to the process.
        let loop: EventLoop
    }

    /// The outcome of the start.
    enum Start: Sendable {
        case ready
        case failed(CrashReport)
    }

    private struct State {
        var port = 0
        var output = ProcessOutput()
        /// The requests in flight by number.
        var requests: [Int: Request] = [:]
        var lastRequest = 0
        var isRetired = false
    }

    private struct Request {
        /// The method and the target.
        let line: String
        /// Ends a request that does not end by itself.
        var end: @Sendable () -> Void = {}
    }

    /// The time for requests to finish after another process has replaced this one.
    private static let retirementLimit = Duration.seconds(10)

    /// Whether the process accepts requests, or has exited before.
    let started = Promise<Start>()
    /// Whether the process has crashed or exited.
    ///
    /// A crashed process exits only after its backtrace, which takes seconds.
    let crashed = Promise<Void>()
    /// How the process has exited.
    let ended = Promise<CrashReport>()

    /// The client for the connections to the process.
    let client: HTTPClient
    /// The version of the executable.
    let version: WatchedPackage.ProgramVersion?
    private let launch: Launch
    private let state = Mutex(State())
    /// The process, and the pipe of its output; `nil` if it could not be started.
    private let running = Promise<(process: ChildProcess, output: OutputPipe)?>()

    init(_ launch: Launch) {
        self.launch = launch
        version = launch.package.programVersion
        var configuration = HTTPClient.Configuration()
        configuration.proxy = .none
        configuration.isTransparent = true
        client = HTTPClient(loop: launch.loop, configuration: configuration)
        start()
    }

    /// The URL of the process, once it is ready.
    var url: String { "http://127.0.0.1:\(state.withLock { $0.port })" }

    // MARK: - Requests

    /// Whether the process has received a request.
    var hasServed: Bool { state.withLock { $0.lastRequest > 0 } }
    /// Whether another process has replaced this one.
    var isRetired: Bool { state.withLock { $0.isRetired } }

    /// Adds a request, which delays ``retire()``.
    ///
    /// - Parameter line: The method and the target.
    /// - Returns: The request; `nil` if the process is retired.
    func begin(_ line: String) -> Lease? {
        state.withLock { state in
            guard !state.isRetired else { return nil }
            state.lastRequest += 1
            state.requests[state.lastRequest] = Request(line: line)
            return Lease(process: self, number: state.lastRequest)
        }
    }

    /// A request in flight, until it is released.
    final class Lease: Sendable {
        let process: AppProcess
        private let number: Int

        fileprivate init(process: AppProcess, number: Int) {
            self.process = process
            self.number = number
        }

        deinit {
            process.end(number)
        }

        /// Sets the closure that ends the request when the process is replaced; it is called immediately if it has been.
        func onRetire(_ body: @escaping @Sendable () -> Void) {
            process.setEnd(of: number, body)
        }
    }

    private func setEnd(of number: Int, _ body: @escaping @Sendable () -> Void) {
        let isRetired = state.withLock { state in
            state.requests[number]?.end = body
            return state.isRetired
        }
        if isRetired { body() }
    }

    private func end(_ number: Int) {
        let isIdle = state.withLock { state in
            state.requests[number] = nil
            return state.isRetired && state.requests.isEmpty
        }
        if isIdle { terminate() }
    }

    // MARK: - The process

    /// Terminates the process once its requests have finished, or after 10 seconds.
    func retire() {
        let requests = state.withLock { state in
            state.isRetired = true
            return state.requests.values.map(\.end)
        }
        guard !requests.isEmpty else { return terminate() }
        for end in requests { end() }
        killAfterLimit()
    }

    /// Kills the process.
    func kill() {
        Task { await running.value?.process.kill() }
    }

    private func terminate() {
        Task { await running.value?.process.terminate() }
        // The app may take too long to shut down.
        killAfterLimit()
    }

    private func killAfterLimit() {
        Task {
            try? await Task.sleep(for: Self.retirementLimit)
            kill()
        }
    }

    private func start() {
        do {
            let (output, process) = try OutputPipe.make(to: receive) { descriptor in
                try ChildProcess.start(
                    program: launch.package.program,
                    arguments: launch.arguments,
                    environment: launch.environment.merging(Self.backtraces) { own, _ in own },
                    output: .pipe(descriptor),
                    endsWithParent: true
                ) { how in
                    Task { await self.exited(how) }
                }
            }
            running.resolve((process, output))
        } catch {
            running.resolve(nil)
            finish(CrashReport("", end: "\(error)", package: launch.package))
        }
    }

    private func exited(_ how: String) async {
        // The last output may not have been read yet.
        await running.value?.output.drain()
        if state.withLock({ !$0.output.openLine.isEmpty }) { receive(Array("\n".utf8)) }
        let (output, requests) = state.withLock { state in
            (state.output.text, state.requests.sorted { $0.key < $1.key }.map(\.value.line))
        }
        var report = CrashReport(output, end: how, package: launch.package)
        report.requests = requests
        finish(report)
    }

    private func finish(_ report: CrashReport) {
        started.resolve(.failed(report))
        crashed.resolve(())
        ended.resolve(report)
    }

    private func receive(_ bytes: [UInt8]) {
        let (lines, openLine) = state.withLock { state in
            let lines = state.output.append(bytes)
            if let ready = lines.lazy.compactMap(ReadyLine.init).first { state.port = ready.port }
            return (lines, state.output.openLine)
        }
        for line in lines where ReadyLine(line) == nil { launch.output.print(line) }
        if lines.contains(where: { ReadyLine($0) != nil }) { started.resolve(.ready) }
        // The line is completed after the backtrace.
        if (lines + [openLine]).contains(where: CrashReport.isStart) { crashed.resolve(()) }
    }

    /// A backtrace of the thread that crashed: short, without colors, and with the message of every trap.
    private static let backtraces = [
        "SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no,threads=crashed,images=none,registers=none,"
            + "limit=32,top=0"
    ]
}
