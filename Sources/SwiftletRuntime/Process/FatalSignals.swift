import Glibc
import Logging
import Synchronization

/// Signal handlers that log the signal and the invocations in flight before the process terminates.
///
/// A Swift trap raises such a signal and cannot be caught. The handler only calls async-signal-safe functions and
/// allocates nothing; the previous action of the signal follows.
package enum FatalSignals {
    /// The memory of the handler, allocated once and never freed.
    @safe private struct Table {
        /// For each worker the length of the request id and its bytes.
        let slots: UnsafeMutablePointer<UInt8>
        let slotCount: Int
        /// The buffer for the log line.
        let line: UnsafeMutablePointer<UInt8>
        let lineCapacity: Int
        /// The previous actions, by signal number.
        let previous: UnsafeMutablePointer<sigaction>
        let isJSON: Bool
        let descriptor: Int32
        let isFramed: Bool
    }

    // Guard: written once, by `install`, before any handler is installed and any worker runs. The slots are written on
    // the loop's thread only; a handler on another thread may at worst read an id that is being changed.
    nonisolated(unsafe) private static var table: Table?

    /// Set by the first handler that writes.
    private static let isWriting = Atomic(false)

    private static let slotSize = 72
    private static let signals: [Int32] = [SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT]
    private static let stackSize = 64 * 1024

    /// Installs the signal handlers.
    ///
    /// - Parameters:
    ///   - slotCount: The maximum number of concurrent invocations.
    ///   - format: The format of the log line.
    ///   - descriptor: The descriptor that it is written to.
    ///   - isFramed: Whether it is written as a frame of the platform's telemetry protocol.
    package static func install(slotCount: Int, format: LogFormat, descriptor: Int32, isFramed: Bool = false) {
        guard unsafe table == nil, slotCount > 0 else { return }
        let lineCapacity = 512 + slotCount * slotSize
        let slots = UnsafeMutablePointer<UInt8>.allocate(capacity: slotCount * slotSize)
        unsafe slots.initialize(repeating: 0, count: slotCount * slotSize)
        let line = UnsafeMutablePointer<UInt8>.allocate(capacity: lineCapacity)
        unsafe line.initialize(repeating: 0, count: lineCapacity)
        let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
        unsafe previous.initialize(repeating: sigaction(), count: 65)
        unsafe table = Table(
            slots: slots,
            slotCount: slotCount,
            line: line,
            lineCapacity: lineCapacity,
            previous: previous,
            isJSON: format == .json,
            descriptor: descriptor,
            isFramed: isFramed
        )
        // Lazily initialized: the handler must not be the first to use it.
        isWriting.store(false, ordering: .relaxed)
        // After a stack overflow the handler needs its own stack.
        var stack = unsafe stack_t()
        unsafe stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
        unsafe stack.ss_size = stackSize
        _ = unsafe sigaltstack(&stack, nil)
        for signal in signals {
            var action = sigaction()
            unsafe action.__sigaction_handler.sa_handler = { FatalSignals.handle($0) }
            action.sa_flags = SA_ONSTACK
            _ = unsafe sigaction(signal, &action, previous + Int(signal))
        }
    }

    /// Records the invocation of a worker; `nil` if it is idle.
    static func record(_ requestID: String?, at worker: Int) {
        guard let table = unsafe table, worker < table.slotCount else { return }
        let slot = unsafe table.slots + worker * slotSize
        guard let requestID else {
            unsafe slot.pointee = 0
            return
        }
        let bytes = requestID.utf8Span.span
        let length = min(bytes.count, slotSize - 1)
        for index in 0..<length {
            let byte = bytes[index]
            // The handler does not escape characters.
            let isPlain = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
            unsafe slot[index + 1] = isPlain ? byte : UInt8(ascii: "?")
        }
        unsafe slot.pointee = UInt8(truncatingIfNeeded: length)
    }

    // MARK: - Signal handler

    private static func handle(_ signal: Int32) {
        if let table = unsafe table {
            // Several threads may crash, or the handler itself. Only the first writes the line.
            if isWriting.exchange(true, ordering: .relaxed) {
                _ = usleep(200_000)
            } else {
                write(compose(signal, table), table)
            }
            _ = unsafe sigaction(signal, table.previous + Int(signal), nil)
        }
        // Blocked until the handler returns. Then the previous action runs, by default termination.
        _ = raise(signal)
    }

    private static func write(_ line: borrowing FatalLine, _ table: Table) {
        var written = 0
        while written < line.length {
            let count = unsafe systemWrite(table.descriptor, line.start + written, count: line.length - written)
            if count > 0 {
                written += count
            } else if errno != EINTR {
                return
            }
        }
    }

    private static func compose(_ signal: Int32, _ table: Table) -> FatalLine {
        let time = LogTime.now
        var line = unsafe FatalLine(table.line, capacity: table.lineCapacity)
        if table.isFramed { line.skip(LogSink.frameHeaderLength) }
        if table.isJSON {
            line.append(#"{"timestamp":""#)
            line.append(time)
            line.append(#"","level":"FATAL","logger":"swiftlet.runtime","requestId":""#)
            appendIDs(table, to: &line)
            line.append(#"","errorType":"Runtime.Signal","message":"Process terminated by signal "#)
            line.append(name(of: signal))
            line.append(".\"}")
        } else {
            line.append("[FATAL]\t")
            line.append(time)
            line.append("\t")
            appendIDs(table, to: &line)
            line.append("\tProcess terminated by signal ")
            line.append(name(of: signal))
            line.append(".")
        }
        if table.isFramed {
            let header = LogSink.frameHeader(
                length: line.length - LogSink.frameHeaderLength,
                level: .critical,
                time: time,
                format: table.isJSON ? .json : .text
            )
            line.write(header.type, at: 0)
            line.write(header.length, at: 4)
            line.write(header.time, at: 8)
        } else {
            line.append("\n")
        }
        return line
    }

    private static func appendIDs(_ table: Table, to line: inout FatalLine) {
        var isFirst = true
        for index in 0..<table.slotCount {
            let slot = unsafe table.slots + index * slotSize
            let count = unsafe Int(slot.pointee)
            guard count > 0 else { continue }
            if !isFirst { line.append(",") }
            isFirst = false
            unsafe line.append(slot + 1, count: count)
        }
        if isFirst { line.append("-") }
    }

    private static func name(of signal: Int32) -> StaticString {
        switch signal {
        case SIGSEGV: "SIGSEGV (segmentation fault)"
        case SIGILL: "SIGILL (Swift runtime failure: see the previous line)"
        case SIGTRAP: "SIGTRAP (Swift runtime failure: see the previous line)"
        case SIGBUS: "SIGBUS (bus error)"
        case SIGFPE: "SIGFPE (arithmetic error)"
        case SIGABRT: "SIGABRT (abort)"
        default: "(unknown)"
        }
    }
}

/// Calls `write(2)`, which a method above shadows.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
    unsafe write(descriptor, start, count)
}
