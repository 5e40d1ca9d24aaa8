import Glibc
import SwiftletJSON
import Synchronization

/// What the console keeps when the process of a watched app is replaced: the token and the invocations.
///
/// The watching process creates the file, without a name, in memory if possible. Its contents include secrets: it can be opened
/// only by processes of the same user, through the descriptor, and ends with the watching process, however that exits.
///
/// The first line is `{"token": …}`. Each further line has the ID of the process that has written it, and an invocation in JSON;
/// a later line of an invocation replaces an earlier one.
final class ConsoleFile: Sendable {
    /// An invocation, and the process that handles it.
    struct Record: Sendable {
        let process: pid_t
        let entry: JournalEntry
    }

    private struct State {
        /// The size of the lines that were read.
        var readCount = 0
        /// The size of the file when the process has written it last.
        var size = 0
    }

    /// The size above which the file is written again with the invocations that the journal keeps.
    static let maximumSize = 256 * 1024 * 1024

    /// The token of the console; `nil` if it requires none.
    let token: String?
    private let descriptor: Int32
    private let maximumSize: Int
    /// The ID of this process.
    private let process: pid_t
    private let state = Mutex(State())

    private init(_ descriptor: Int32, token: String?, maximumSize: Int, process: pid_t) {
        self.descriptor = descriptor
        self.process = process
        self.token = token
        self.maximumSize = maximumSize
    }

    deinit {
        _ = close(descriptor)
    }

    /// Creates a file without invocations.
    ///
    /// - Parameters:
    ///   - token: The token of the console; `nil` if it requires none.
    ///   - maximumSize: The size in bytes above which it is written again.
    ///   - process: The ID of this process.
    /// - Returns: The file.
    /// - Throws: ``HarnessError`` if no file can be created.
    static func create(
        token: String?,
        maximumSize: Int = maximumSize,
        process: pid_t = getpid()
    ) throws(HarnessError) -> ConsoleFile {
        var generator = SystemRandomNumberGenerator()
        let name = "swiftlet-\(String(generator.next(), radix: 36))\(String(generator.next(), radix: 36))"
        for folder in ["/dev/shm", "/tmp"] {
            let path = "\(folder)/\(name)"
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { continue }
            _ = unsafe unlink(path)
            let file = ConsoleFile(descriptor, token: token, maximumSize: maximumSize, process: process)
            // The file system may be full. Without its first line, the file would have no token.
            if file.write(file.head) { return file }
        }
        throw HarnessError(.unavailable, "The file of the console cannot be created: \(Self.reason).")
    }

    /// Opens the file of another process.
    ///
    /// - Parameters:
    ///   - path: The ``path`` in that process.
    ///   - maximumSize: The size in bytes above which it is written again.
    ///   - process: The ID of this process.
    /// - Throws: ``HarnessError`` if it cannot be opened, or its first line does not have the token.
    init(path: String, maximumSize: Int = maximumSize, process: pid_t = getpid()) throws(HarnessError) {
        descriptor = unsafe open(path, O_RDWR | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw HarnessError(.unavailable, "\(path), the file of the console, cannot be opened: \(Self.reason).")
        }
        self.maximumSize = maximumSize
        self.process = process
        let head = Self.lines(Self.read(descriptor, from: 0)).first
        let json = head.flatMap { try? JSON(parsing: Array($0)) }
        guard let token = json?["token"], token == .null || token.string != nil else {
            _ = close(descriptor)
            throw HarnessError(.unavailable, "\(path), the file of the console, does not start with its token.")
        }
        self.token = token.string
    }

    /// The path by which processes that this process starts can open the file.
    var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

    /// The invocations that other processes have written since the last call, in order.
    func changes() -> [Record] {
        let bytes = state.withLock { state in
            // The file was written again.
            if Self.size(descriptor) < state.readCount { state.readCount = 0 }
            let bytes = Self.read(descriptor, from: state.readCount)
            let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            state.readCount += end
            return bytes[..<end]
        }
        return Self.lines(bytes)
            .compactMap { line in
                guard let space = line.firstIndex(of: UInt8(ascii: " ")),
                    let process = pid_t(String(decoding: line[..<space], as: UTF8.self)),
                    process != self.process,
                    let json = try? JSON(parsing: Array(line[(space + 1)...])), let entry = JournalEntry(json)
                else { return nil }
                return Record(process: process, entry: entry)
            }
    }

    /// Adds an invocation that has started or ended.
    ///
    /// - Parameters:
    ///   - entry: The invocation.
    ///   - all: All invocations of the journal, for a file that has become too large.
    func append(_ entry: JournalEntry, of all: [JournalEntry]) {
        guard Self.size(descriptor) <= maximumSize else { return replace(with: all) }
        if !write(line(entry)) { replace(with: all.suffix(all.count / 2)) }
    }

    /// Replaces all invocations; without the older ones if the file system is full.
    ///
    /// The first line is never removed: another process may open the file meanwhile.
    func replace(with entries: [JournalEntry]) {
        var entries = entries[...]
        while true {
            _ = ftruncate(descriptor, head.count)
            guard !entries.isEmpty, !write(entries.flatMap(line)) else { return }
            entries = entries.suffix(entries.count / 2)
        }
    }

    /// The first line.
    private var head: [UInt8] {
        let head: JSON = ["token": token.map(JSON.string) ?? nil]
        return head.bytes + [UInt8(ascii: "\n")]
    }

    private func line(_ entry: JournalEntry) -> [UInt8] {
        Array("\(process) ".utf8) + entry.json.bytes + [UInt8(ascii: "\n")]
    }

    /// Writes lines in one call, between those of other processes.
    ///
    /// - Returns: Whether all bytes were written.
    private func write(_ bytes: [UInt8]) -> Bool {
        unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count
    }

    private static func lines(_ bytes: some Collection<UInt8>) -> [ArraySlice<UInt8>] {
        Array(bytes).split(separator: UInt8(ascii: "\n"))
    }

    private static func size(_ descriptor: Int32) -> Int {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func read(_ descriptor: Int32, from start: Int) -> [UInt8] {
        let count = max(0, size(descriptor) - start)
        var bytes = [UInt8](repeating: 0, count: count)
        let read = unsafe pread(descriptor, &bytes, count, start)
        return Array(bytes.prefix(max(0, read)))
    }

    private static var reason: String { unsafe String(cString: strerror(errno)) }
}
