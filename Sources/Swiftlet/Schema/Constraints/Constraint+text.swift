import SwiftletValues

extension Constraint where Value == String {
    /// Removes leading and trailing whitespace before any constraint is checked.
    public static var stripped: Constraint {
        Constraint(transform: { $0.strippingWhitespace })
    }

    /// Converts the string to lowercase before any constraint is checked.
    public static var lowercased: Constraint {
        Constraint(transform: { $0.lowercased() })
    }

    /// Converts the string to uppercase before any constraint is checked.
    public static var uppercased: Constraint {
        Constraint(transform: { $0.uppercased() })
    }
}
