import Swiftlet

/// The arguments of a console command, taken one after the other.
struct CommandArguments {
    private var rest: [String]

    init(_ arguments: [String]) {
        rest = arguments
    }

    /// The next argument that is not an option.
    mutating func next() -> String? {
        guard let first = rest.first, !first.hasPrefix("--") else { return nil }
        return rest.removeFirst()
    }

    /// Whether an option is given.
    mutating func flag(_ name: String) -> Bool {
        guard let place = rest.firstIndex(of: name) else { return false }
        rest.remove(at: place)
        return true
    }

    /// The value behind an option, nil where the option is not given.
    ///
    /// - Throws: `UsageError` when there is no value.
    mutating func value(of name: String) throws -> String? {
        guard let place = rest.firstIndex(of: name) else { return nil }
        guard place + 1 < rest.count else { throw UsageError("\(name) needs a value.") }
        defer { rest.removeSubrange(place...place + 1) }
        return rest[place + 1]
    }

    /// Checks that every argument was used.
    ///
    /// - Throws: `UsageError`, which names the first that was not.
    func finish(_ action: String) throws {
        if let extra = rest.first {
            throw UsageError("`migrate \(action)` has no argument \(extra).")
        }
    }
}
