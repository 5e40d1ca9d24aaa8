import ArgumentParser
import Logging

extension Logger.Level {
    /// Creates a level from its name.
    init(option: String) throws {
        guard let level = Logger.Level(rawValue: option.lowercased()) else {
            let levels = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("Unknown log level \"\(option)\": expected one of \(levels).")
        }
        self = level
    }
}
