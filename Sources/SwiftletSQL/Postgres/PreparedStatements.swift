/// The statements a connection has prepared, and those it still has to tell the server to forget.
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

    private var cache: StatementCache<Prepared>
    private var lastNumber = 0

    /// Statements that made room for others.
    private(set) var forgotten: [String] = []

    init(capacity: Int) {
        cache = StatementCache(capacity: capacity)
    }

    var isEnabled: Bool { cache.isEnabled }

    mutating func find(_ key: Key) -> Prepared? {
        cache.value(for: key)
    }

    mutating func makeName() -> String {
        lastNumber += 1
        return "swiftlet_\(lastNumber)"
    }

    mutating func keep(_ prepared: Prepared, for key: Key) {
        if let evicted = cache.insert(prepared, for: key) {
            forgotten.append(evicted.name)
        }
    }

    /// The server has lost the statement, or can no longer run it.
    mutating func drop(_ key: Key) {
        if let dropped = cache.remove(key) {
            forgotten.append(dropped.name)
        }
    }

    /// The server has forgotten all statements.
    mutating func forgetAll() {
        cache.removeAll()
        forgotten = []
    }

    /// The server has forgotten a statement too.
    mutating func hasForgotten(_ name: String) {
        forgotten.removeAll { $0 == name }
    }
}
