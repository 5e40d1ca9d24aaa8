import Foundation
import Synchronization

/// A scripted runtime API on a loopback socket, with full control over every byte of its replies.
final class ScriptedRuntimeAPI: Sendable {
    /// The calls of the runtime API.
    enum Call: Hashable, Sendable {
        case next
        case response
        case error
        case initError
        case restoreNext
        case restoreError
        case registerExtension
        case nextExtensionEvent
        case other
    }

    /// The reaction to a request.
    enum Step: Sendable {
        /// Sends bytes, and closes the connection or waits for the next request.
        case send([UInt8], closing: Bool = false)
        /// Sends bytes one at a time.
        case trickle([UInt8])
        /// Closes the connection without a reply.
        case close
        /// Sends nothing until the client closes.
        case hang
    }

    /// A received request.
    struct Request: Sendable {
        var call: Call
        var method: String
        var path: String
        var fields: [(name: String, value: String)]
        var body: [UInt8] = []
        var trailers: [(name: String, value: String)] = []
        /// The number of its connection, from 1.
        var connection: Int
        /// Whether the body is complete.
        var isComplete = true

        func field(_ name: String) -> String? {
            fields.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        func trailer(_ name: String) -> String? {
            trailers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        var text: String { String(decoding: body, as: UTF8.self) }

        /// The id of its invocation.
        var requestID: String? {
            let parts = path.split(separator: "/")
            guard let index = parts.firstIndex(of: "invocation"), parts.count > index + 2 else { return nil }
            return String(parts[index + 1])
        }
    }

    private struct State {
        var steps: [Call: [Step]] = [:]
        var requests: [Request] = []
        var descriptors: Set<Int32> = []
        var connections = 0
        var onIdle: (@Sendable () -> Void)?
        var onResponses: (count: Int, body: @Sendable () -> Void)?
        var isClosed = false
        /// The number of body bytes read between pauses, and the pause.
        var readPause: TimeInterval = 0
    }

    private let state = Mutex(State())
    private let listener: Int32
    let port: Int

    init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        unsafe setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (descriptor, size) = (listener, length)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                unsafe bind(descriptor, raw, size) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, raw, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in accept() }
    }

    /// Its address, as in the environment variable.
    var address: String { "127.0.0.1:\(port)" }

    var requests: [Request] { state.withLock(\.requests) }

    func requests(_ call: Call) -> [Request] { requests.filter { $0.call == call } }

    /// The number of accepted connections.
    var connections: Int { state.withLock(\.connections) }

    /// Adds a step for a call.
    ///
    /// Without a step, `/next` hangs, a POST is accepted, and a restore is 404.
    func script(_ call: Call, _ steps: Step...) {
        state.withLock { $0.steps[call, default: []] += steps }
    }

    /// Adds events.
    func enqueue(_ events: Event...) {
        state.withLock { $0.steps[.next, default: []] += events.map { .send($0.reply) } }
    }

    /// Called when the next event is requested and none is left.
    func onIdle(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.onIdle = body }
    }

    /// Called when this number of events has a response or an error report.
    func onResponses(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.onResponses = (count, body) }
    }

    /// Reads request bodies slowly from here on.
    func readSlowly(pause: TimeInterval) {
        state.withLock { $0.readPause = pause }
    }

    func close() {
        let descriptors = state.withLock { state in
            state.isClosed = true
            return state.descriptors
        }
        for descriptor in descriptors { shutdown(descriptor, Int32(SHUT_RDWR)) }
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    // MARK: - Connections

    private func accept() {
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            let number = state.withLock { state -> Int? in
                guard !state.isClosed else { return nil }
                state.connections += 1
                state.descriptors.insert(descriptor)
                return state.connections
            }
            guard let number else {
                Glibc.close(descriptor)
                return
            }
            Thread.detachNewThread { [self] in
                serve(SocketReader(descriptor), number)
                state.withLock { _ = $0.descriptors.remove(descriptor) }
                Glibc.close(descriptor)
            }
        }
    }

    private func serve(_ reader: SocketReader, _ connection: Int) {
        reader.pause = state.withLock(\.readPause)
        while let head = reader.head() {
            var request = Request(
                call: Self.call(head.path),
                method: head.method,
                path: head.path,
                fields: head.fields,
                connection: connection
            )
            let earlyReply = earlyStep(request.call)
            if earlyReply == nil { reader.body(of: &request) }
            let (step, then) = state.withLock { state -> (Step, (@Sendable () -> Void)?) in
                state.requests.append(request)
                if let onResponses = state.onResponses, request.call == .response || request.call == .error {
                    let count = state.requests.count { $0.call == .response || $0.call == .error }
                    if count == onResponses.count { return (Self.standard(request.call), onResponses.body) }
                }
                if let earlyReply { return (earlyReply, nil) }
                if var steps = state.steps[request.call], !steps.isEmpty {
                    let step = steps.removeFirst()
                    state.steps[request.call] = steps
                    return (step, nil)
                }
                return (Self.standard(request.call), request.call == .next ? state.onIdle : nil)
            }
            then?()
            switch step {
            case .send(let bytes, let closing):
                guard reader.send(bytes), !closing, earlyReply == nil else { return }
            case .trickle(let bytes):
                for byte in bytes {
                    guard reader.send([byte]) else { return }
                    usleep(200)
                }
            case .close:
                return
            case .hang:
                reader.waitForClose()
                return
            }
        }
    }

    private let earlySteps = Mutex<[Call: Step]>([:])

    /// Replies to a call before its body is read, and closes.
    func rejectEarly(_ call: Call, _ bytes: [UInt8]) {
        earlySteps.withLock { $0[call] = .send(bytes, closing: true) }
    }

    private func earlyStep(_ call: Call) -> Step? {
        earlySteps.withLock { $0.removeValue(forKey: call) }
    }

    private static func call(_ path: String) -> Call {
        if path.hasSuffix("/2018-06-01/runtime/invocation/next") { return .next }
        if path.hasSuffix("/2020-01-01/extension/register") { return .registerExtension }
        if path.hasSuffix("/2020-01-01/extension/event/next") { return .nextExtensionEvent }
        if path.hasSuffix("/response") { return .response }
        if path.hasSuffix("/init/error") { return .initError }
        if path.hasSuffix("/restore/next") { return .restoreNext }
        if path.hasSuffix("/restore/error") { return .restoreError }
        return path.hasSuffix("/error") ? .error : .other
    }

    private static func standard(_ call: Call) -> Step {
        switch call {
        case .next, .nextExtensionEvent: .hang
        case .restoreNext, .registerExtension, .other: .send(ScriptedResponse(404).bytes)
        case .response, .error, .initError, .restoreError: .send(ScriptedResponse(202, "{\"status\":\"OK\"}").bytes)
        }
    }
}
