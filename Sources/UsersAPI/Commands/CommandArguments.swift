import Swiftlet

/// A cursor over the arguments of a console command.
struct CommandArguments {
    private var rest: [String]

    init(_ arguments: [String]) {
        rest = arguments
    }

    /// Removes and returns the next argument, if it is not an option.
    mutating func next() -> String? {
        guard let first = rest.first, !first.hasPrefix("--") else { return nil }
        return rest.removeFirst()
    }

    /// Removes an option, and returns whether it was present.
    mutating func flag(_ name: String) -> Bool {
        guard let index = rest.firstIndex(of: name) else { return false }
        rest.remove(at: index)
        return true
    }

    /// Removes an option with its value, and returns the value, or `nil` if the option is absent.
    ///
    /// - Throws: `UsageError` if the value is missing.
    mutating func value(of name: String) throws -> String? {
        guard let index = rest.firstIndex(of: name) else { return nil }
        guard index + 1 < rest.count else { throw UsageError("Missing value for \(name).") }
        defer { rest.removeSubrange(index...index + 1) }
        return rest[index + 1]
    }

    /// Checks that no arguments are left.
    ///
    /// - Throws: `UsageError` with the first unexpected argument.
    func finish(_ action: String) throws {
        if let extra = rest.first {
            throw UsageError("Unexpected argument for `migrate \(action)`: \(extra)")
        }
    }
}
