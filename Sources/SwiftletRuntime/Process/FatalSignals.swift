#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The last line in the log of a process that dies of a signal: which one, and which invocations it was serving.
///
/// A Swift trap is such a signal and cannot be caught. All that a handler may do then is look at memory that is there
/// already and write it; then the signal takes its course.
enum FatalSignals {
    /// The memory the handler looks at, allocated once and kept for the life of the process.
    @safe private struct Table {
        /// For each worker a length and then the id's bytes.
        let slots: UnsafeMutablePointer<UInt8>
        let slotCount: Int
        /// The line, with room to write the ids into.
        let line: UnsafeMutablePointer<UInt8>
        let lineCapacity: Int
        /// What was in place before, by the number of the signal.
        let former: UnsafeMutablePointer<sigaction>
        let isJSON: Bool
        let descriptor: Int32
    }

    // Guard: written once, by `install`, before any handler is in place and any worker runs. The slots are written on
    // the loop's thread only; a handler on another thread may read an id that is just changing, and no more than that.
    nonisolated(unsafe) private static var table: Table?

    private static let slotSize = 72
    private static let signals: [Int32] = [SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT]
    private static let stackSize = 64 * 1024

    /// Takes the signals over.
    ///
    /// - Parameters:
    ///   - slotCount: how many invocations there may be at once.
    ///   - format: how the line is written.
    ///   - descriptor: where it is written to.
    static func install(slotCount: Int, format: LogFormat, descriptor: Int32) {
        guard unsafe table == nil, slotCount > 0 else { return }
        let lineCapacity = 512 + slotCount * slotSize
        let slots = UnsafeMutablePointer<UInt8>.allocate(capacity: slotCount * slotSize)
        unsafe slots.initialize(repeating: 0, count: slotCount * slotSize)
        let line = UnsafeMutablePointer<UInt8>.allocate(capacity: lineCapacity)
        unsafe line.initialize(repeating: 0, count: lineCapacity)
        let former = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
        unsafe former.initialize(repeating: sigaction(), count: 65)
        unsafe table = Table(
            slots: slots,
            slotCount: slotCount,
            line: line,
            lineCapacity: lineCapacity,
            former: former,
            isJSON: format == .json,
            descriptor: descriptor
        )
        // A stack that overflowed has no room for the handler.
        var stack = unsafe stack_t()
        unsafe stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
        unsafe stack.ss_size = stackSize
        _ = unsafe sigaltstack(&stack, nil)
        for signal in signals {
            var action = sigaction()
            unsafe action.__sigaction_handler.sa_handler = { FatalSignals.handle($0) }
            action.sa_flags = SA_ONSTACK
            _ = unsafe sigaction(signal, &action, former + Int(signal))
        }
    }

    /// Says which invocation a worker serves, or that it serves none.
    static func note(_ requestID: String?, at worker: Int) {
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
            // The handler does not escape.
            let isPlain = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
            unsafe slot[index + 1] = isPlain ? byte : UInt8(ascii: "?")
        }
        unsafe slot.pointee = UInt8(truncatingIfNeeded: length)
    }

    // MARK: in the handler

    private static func handle(_ signal: Int32) {
        if let table = unsafe table {
            let length = compose(signal, table)
            _ = unsafe write(table.descriptor, table.line, length)
            _ = unsafe sigaction(signal, table.former + Int(signal), nil)
        }
        // Blocked until the handler returns, and then up to whoever was there before: by default, the end.
        _ = raise(signal)
    }

    private static func compose(_ signal: Int32, _ table: Table) -> Int {
        var length = 0
        func append(_ text: StaticString) {
            let count = text.utf8CodeUnitCount
            guard length + count < table.lineCapacity else { return }
            unsafe (table.line + length).update(from: text.utf8Start, count: count)
            length += count
        }
        func appendIDs() {
            var isFirst = true
            for index in 0..<table.slotCount {
                let slot = unsafe table.slots + index * slotSize
                let count = unsafe Int(slot.pointee)
                guard count > 0, length + count + 1 < table.lineCapacity else { continue }
                if !isFirst { append(",") }
                isFirst = false
                unsafe (table.line + length).update(from: slot + 1, count: count)
                length += count
            }
            if isFirst { append("-") }
        }
        if table.isJSON {
            append(#"{"level":"FATAL","logger":"swiftlet.runtime","requestId":""#)
            appendIDs()
            append(#"","errorType":"Runtime.Signal","message":"The process ends by "#)
            append(name(of: signal))
            append(".\"}\n")
        } else {
            append("[FATAL]\t-\t")
            appendIDs()
            append("\tThe process ends by ")
            append(name(of: signal))
            append(".\n")
        }
        return length
    }

    private static func name(of signal: Int32) -> StaticString {
        switch signal {
        case SIGSEGV: "SIGSEGV (memory that is not there)"
        case SIGILL: "SIGILL (a Swift runtime failure: see the line before)"
        case SIGTRAP: "SIGTRAP (a Swift runtime failure: see the line before)"
        case SIGBUS: "SIGBUS (memory that cannot be read)"
        case SIGFPE: "SIGFPE (arithmetic)"
        case SIGABRT: "SIGABRT (abort)"
        default: "a signal"
        }
    }
}
