/// The statements a connection has prepared, and those that the server has yet to deallocate.
struct PreparedStatements {
    /// A statement the server knows by a name.
    final class Prepared {
        let name: String
        /// Whether running it may change the session.
        let touchesSession: Bool
        var columns: SQLColumns?

        init(name: String, touchesSession: Bool) {
            self.name = name
            self.touchesSession = touchesSession
        }
    }

    typealias Key = StatementCache<Prepared>.Key

    /// The beginning of every name.
    ///
    /// It is random, so that no two connections, of whatever process, use the same name: behind a pooler they share
    /// server connections.
    let prefix: String

    private var cache: StatementCache<Prepared>
    private var lastNumber = 0

    /// How often the server did not have what it should have, or had what it should not.
    private var lossCount = 0

    /// After so many losses the connection prepares nothing any more: a pooler seems to be in between.
    private static let maxLossCount = 3

    /// The names of statements that this connection does not use any more.
    private(set) var forgotten: [String] = []

    init(capacity: Int) {
        var generator = SystemRandomNumberGenerator()
        let digits = String(generator.next() as UInt64, radix: 16)
        prefix = "swiftlet_" + String(repeating: "0", count: 16 - digits.count) + digits + "_"
        cache = StatementCache(capacity: capacity)
    }

    var isEnabled: Bool { cache.isEnabled && lossCount < Self.maxLossCount }

    mutating func find(_ key: Key) -> Prepared? {
        cache.value(for: key)
    }

    mutating func makeName() -> String {
        lastNumber += 1
        return "\(prefix)\(lastNumber)"
    }

    mutating func keep(_ prepared: Prepared, for key: Key) {
        if let evicted = cache.insert(prepared, for: key) {
            forgotten.append(evicted.name)
        }
    }

    /// Whether a failure says that a prepared statement of this connection cannot be run or be made, and nothing else
    /// has happened.
    ///
    /// Only a failure at the top level counts: a procedure in which the same happens may have committed before. An error
    /// that names one of this connection's names can be about nothing else.
    func isStale(_ fields: PostgresErrorFields) -> Bool {
        // With `log_parameter_max_length_on_error` the server adds this line at the top level.
        guard fields.context?.hasPrefix("unnamed portal") ?? true else { return false }
        switch fields.sqlState {
        case "0A000":
            return fields.sourceFunction == "RevalidateCachedQuery"
                || fields.message == "cached plan must not change result type"
        case "26000", "42P05":
            return fields.message.contains(prefix)
        default:
            return false
        }
    }

    /// Gives up all statements after a failure that is ``isStale(_:)``: what has made one of them stale, a migration or
    /// a pooler, has mostly made others stale too.
    ///
    /// - Returns: Whether the connection stops preparing statements.
    mutating func dropAll(after error: SQLError) -> Bool {
        let names = cache.removeAll().map(\.name)
        guard error.sqlState != "0A000" else {
            forgotten += names
            return false
        }
        // The server at the other end does not have them.
        forgotten = []
        lossCount += 1
        return lossCount == Self.maxLossCount
    }

    /// The server has forgotten all statements.
    mutating func forgetAll() {
        _ = cache.removeAll()
        forgotten = []
    }

    /// The names to deallocate next, not too many at a time.
    var nextToDeallocate: ArraySlice<String> { forgotten.prefix(32) }

    /// Whether so many statements are to be deallocated that no more are to be prepared before.
    ///
    /// Only a long transaction gets there, since nothing is deallocated inside of one.
    var isBacklogFull: Bool { forgotten.count >= 1000 }

    /// The server has forgotten a statement, or never had it.
    mutating func hasForgotten(_ name: String) {
        forgotten.removeAll { $0 == name }
    }
}
