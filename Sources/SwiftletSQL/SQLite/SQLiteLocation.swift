/// A parsed SQLite URL: a file or an in-memory database, and how to open it.
///
/// The parameters are those of [SQLite's own URIs](https://www.sqlite.org/uri.html) that apply here, and `journal_mode`.
struct SQLiteLocation: Equatable, Sendable {
    /// The access mode.
    enum Mode: String, CaseIterable, Sendable {
        case readOnly = "ro"
        case readWrite = "rw"
        case readWriteCreate = "rwc"
        case memory
    }

    /// The journal mode; see [journal_mode](https://www.sqlite.org/pragma.html#pragma_journal_mode).
    enum JournalMode: String, CaseIterable, Sendable {
        case wal
        case delete
        case truncate
        case persist
        case memory
    }

    /// The path of the file, or `:memory:` for an in-memory database.
    var path: String
    var mode = Mode.readWriteCreate
    /// Whether no process changes the file, so that SQLite uses neither locks nor a journal.
    var isImmutable = false
    /// The requested journal mode, or `nil` for WAL if possible.
    var journalMode: JournalMode?

    var isInMemory: Bool { mode == .memory }

    init(path: String) {
        self.path = path
        if path == ":memory:" { mode = .memory }
    }

    /// Parses the part of a URL after `sqlite:`.
    ///
    /// - Throws: ``SQLError`` with the code `invalidURL`, whose message contains neither parameter values nor the path.
    init(url rest: Substring) throws(SQLError) {
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(path: try Self.path(parts[0]))
        var names: Set<String> = []
        for part in parts.dropFirst().flatMap({ $0.split(separator: "&") }) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(pair[0])
            guard names.insert(name).inserted else {
                throw SQLError(.invalidURL, "The SQLite URL has the parameter \(name) twice.")
            }
            try set(name, to: Self.decoded(pair.dropFirst().first ?? ""))
        }
        guard !path.isEmpty || isInMemory else {
            throw SQLError(.invalidURL, "The SQLite URL has no path.")
        }
        if isInMemory { path = ":memory:" }
        guard !isImmutable || !isInMemory else {
            throw SQLError(.invalidURL, "In a SQLite URL, immutable cannot be combined with an in-memory database.")
        }
        guard journalMode == nil || !isInMemory && !isImmutable && mode != .readOnly else {
            throw SQLError(
                .invalidURL,
                "In a SQLite URL, journal_mode requires a writable file."
            )
        }
    }

    private mutating func set(_ name: String, to value: String) throws(SQLError) {
        switch name {
        case "mode":
            guard let value = Mode(rawValue: value) else { throw Self.invalid(name, Mode.allCases.map(\.rawValue)) }
            if mode != .memory { mode = value }
        case "immutable":
            guard ["0", "1"].contains(value) else { throw Self.invalid(name, ["0", "1"]) }
            isImmutable = value == "1"
        case "journal_mode":
            guard let value = JournalMode(rawValue: value) else {
                throw Self.invalid(name, JournalMode.allCases.map(\.rawValue))
            }
            journalMode = value
        default:
            throw SQLError(
                .invalidURL,
                "The SQLite URL has an unknown parameter, \(name). The parameters are mode, immutable and journal_mode."
            )
        }
    }

    /// The file as a URI of SQLite, which is required to open it as immutable.
    var immutableURI: String {
        var bytes = Array((path.utf8.first == UInt8(ascii: "/") ? "file://" : "file:").utf8)
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"):
                bytes += "%\(Hexadecimal.text([byte]))".utf8
            default:
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self) + "?immutable=1"
    }

    private static func invalid(_ name: String, _ values: [String]) -> SQLError {
        SQLError(
            .invalidURL,
            "The parameter \(name) of the SQLite URL must be one of \(values.joined(separator: ", "))."
        )
    }

    /// Returns the decoded path: `data.db`, `/var/data.db`, or `///var/data.db` with an empty authority.
    private static func path(_ text: Substring) throws(SQLError) -> String {
        var path = text
        if path.utf8.starts(with: "//".utf8) {
            path = path.dropFirst(2)
            guard path.utf8.first == UInt8(ascii: "/") else {
                throw SQLError(.invalidURL, "A SQLite URL has no host: write sqlite:path or sqlite:///path.")
            }
        }
        return try decoded(path)
    }

    /// Decodes percent-encoding ([RFC 3986, section 2.1](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)).
    private static func decoded(_ text: Substring) throws(SQLError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
            guard digits.count == 2, digits != [0, 0] else {
                throw SQLError(
                    .invalidURL,
                    "The SQLite URL contains an invalid percent-encoding; write %25 for a percent sign."
                )
            }
            bytes.append(UInt8(digits[0] * 16 + digits[1]))
            rest = rest.dropFirst(2)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SQLError(.invalidURL, "The SQLite URL contains percent-encoded bytes that are not valid UTF-8.")
        }
        return text
    }
}
