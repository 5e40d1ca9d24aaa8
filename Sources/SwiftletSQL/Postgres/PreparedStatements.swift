/// The prepared statements of a connection, and those to be deallocated on the server.
struct PreparedStatements {
    /// A named prepared statement.
    final class Prepared {
        let name: String
        /// Whether running it may change the session state.
        let modifiesSession: Bool
        var columns: SQLColumns?

        init(name: String, modifiesSession: Bool) {
            self.name = name
            self.modifiesSession = modifiesSession
        }
    }

    typealias Key = StatementCache<Prepared>.Key

    /// The prefix of the names.
    ///
    /// It is random, so that no two connections of any process use the same name: they may share server connections
    /// through a pooler.
    let prefix: String

    private var cache: StatementCache<Prepared>
    private var lastNumber = 0

    /// The number of times a statement was missing on the server, or already existed.
    private var lossCount = 0

    /// The number of losses after which statements are no longer prepared, because a pooler is likely in between.
    private static let maxLossCount = 3

    /// The names of statements to be deallocated.
    private(set) var pendingDeallocations: [String] = []

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

    mutating func insert(_ prepared: Prepared, for key: Key) {
        if let evicted = cache.insert(prepared, for: key) {
            pendingDeallocations.append(evicted.name)
        }
    }

    /// Returns whether the only cause of a failure is that a prepared statement of this connection is stale.
    ///
    /// Only a failure at the top level counts: a procedure in which it happens may have committed before. An error that
    /// contains one of this connection's names has no other cause.
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

    /// Discards all statements after a failure that is ``isStale(_:)``: its cause, a migration or a pooler, usually
    /// affects other statements too.
    ///
    /// - Returns: Whether the connection stops preparing statements.
    mutating func discardAll(after error: SQLError) -> Bool {
        let names = cache.removeAll().map(\.name)
        guard error.sqlState != "0A000" else {
            pendingDeallocations += names
            return false
        }
        // The current server does not have them.
        pendingDeallocations = []
        lossCount += 1
        return lossCount == Self.maxLossCount
    }

    /// Removes all statements, which the server has deallocated.
    mutating func removeAll() {
        _ = cache.removeAll()
        pendingDeallocations = []
    }

    /// The next names to deallocate, limited in number.
    var nextToDeallocate: ArraySlice<String> { pendingDeallocations.prefix(32) }

    /// Whether too many statements are waiting to be deallocated to prepare more.
    ///
    /// It happens only in a long transaction, because nothing is deallocated inside of one.
    var isBacklogFull: Bool { pendingDeallocations.count >= 1000 }

    /// Removes the name of a statement that the server has deallocated or does not have.
    mutating func didDeallocate(_ name: String) {
        pendingDeallocations.removeAll { $0 == name }
    }
}
