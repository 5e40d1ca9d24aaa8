extension Constraint where Value == String {
    /// Takes white space off both ends, before any rule looks at the text.
    public static var stripped: Constraint {
        Constraint(transform: { $0.strippingWhitespace })
    }

    /// Makes all letters lower-case, before any rule looks at the text.
    public static var lowercased: Constraint {
        Constraint(transform: { $0.lowercased() })
    }

    /// Makes all letters upper-case, before any rule looks at the text.
    public static var uppercased: Constraint {
        Constraint(transform: { $0.uppercased() })
    }
}
