import SwiftletJSON

/// What an invocation did when, as far as it is known.
///
/// The log records of database statements have a duration. Other spans would be items of another kind.
struct Timeline {
    /// A period within an invocation.
    struct Item {
        let kind: String
        let label: String
        /// The time since the start of the invocation.
        let start: Duration
        let duration: Duration
        /// The outcome, such as the number of rows.
        let details: [String: String]
    }

    /// The items, in the order in which they ended.
    let items: [Item]
    /// The log records that are no items.
    let logs: [JournalEntry.LogRecord]

    init(_ entry: JournalEntry) {
        var items: [Item] = []
        var logs: [JournalEntry.LogRecord] = []
        for record in entry.logs {
            if let item = Self.statement(record) { items.append(item) } else { logs.append(record) }
        }
        self.items = items
        self.logs = logs
    }

    /// The item of a record that `SwiftletSQL` has logged after a statement; `nil` for other records.
    private static func statement(_ record: JournalEntry.LogRecord) -> Item? {
        guard let text = record.metadata["sql"], let elapsed = record.metadata["microseconds"].flatMap(Int.init) else {
            return nil
        }
        let duration = Duration.microseconds(elapsed)
        return Item(
            kind: "query",
            label: text,
            start: max(.zero, record.time - duration),
            duration: duration,
            details: record.metadata.filter { ["rows", "affected", "failed"].contains($0.key) }
        )
    }
}
