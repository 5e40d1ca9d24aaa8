import ArgumentParser
import Swiftlet

extension HTTPEventShape {
    /// Creates a shape from its name.
    init(option: String) throws {
        guard let shape = HTTPEventShape(named: option) else {
            let shapes = Self.all.map(\.description).joined(separator: ", ")
            throw ValidationError("Unknown event shape \"\(option)\": expected one of \(shapes).")
        }
        self = shape
    }
}
