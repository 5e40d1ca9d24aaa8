extension Mistake {
    /// Default values that would be the same for every value of the model.
    static let changingDefaults: [Mistake] = [
        .changing("var id = UUID()", "UUID()"),
        .changing("var id = UUID.init()", "UUID.init()"),
        .changing("var id: UUID = .init()", ".init()"),
        .changing("var created = Date()", "Date()"),
        .changing("var created = FoundationEssentials.Date()", "FoundationEssentials.Date()"),
        .changing("var created: Date? = Date.init()", "Date.init()"),
        .changing("var created = Date.now", "Date.now"),
        .changing("var created: Date = .now", ".now"),
        .changing("var created: Date? = .now", ".now"),
        .changing("var number = Int.random(in: 0...9)", "Int.random(in: 0...9)"),
        .changing("var number: Int = .random(in: 0...9)", ".random(in: 0...9)"),
        .changing("var number: Int? = [1, 2].randomElement()", "[1, 2].randomElement()"),
        .changing("var number = [1, 2].randomElement()!", "[1, 2].randomElement()!"),
    ]

    /// Properties and attributes in conditional blocks.
    static let conditions: [Mistake] = [
        .conditional("#if DEBUG\nvar name: String\n#endif", "stored properties"),
        .conditional("#if DEBUG\n#else\nvar name: String\n#endif", "stored properties"),
        .conditional("#if DEBUG\n#if os(Linux)\nvar name: String\n#endif\n#endif", "stored properties"),
        .conditional("#if os(Linux)\n@Check(\"must be so\") var isSo: Bool { true }\n#endif", "'@Check'"),
        .conditional("#if os(Linux)\n@Computed var sum: Int { 1 }\n#endif", "'@Computed'"),
        .conditional(
            "#if os(Linux)\n#if DEBUG\n#else\n@Check(\"must be so\") var isSo: Bool { true }\n#endif\n#endif",
            "'@Check'"
        ),
        .conditional("#if DEBUG\n#if DEBUG\n@Computed var sum: Int { 1 }\n#endif\n#endif", "'@Computed'"),
        .conditional("#if os(Linux)\n@Check(\"must be so\")\n#endif\nvar isSo: Bool { true }", "'@Check'"),
        .conditional("#if os(Linux)\n@Rule(.ge(0))\n#endif\nvar sum: Int", "'@Rule'"),
    ]

    /// Initializers that prevent the generation of a memberwise initializer.
    static let initializers: [Mistake] = [
        .members(
            "var names = makeNames()\ninit() {}",
            at: "names",
            "The initializer that '@Model' adds needs the type of 'names': write 'var names: Type = …'"
        ),
        .members(
            "var id: Int\nvar name = \"x\"\ninit?(id: Int, name: String) { nil }",
            at: "init?",
            """
            The schema calls 'init(id:name:)', which cannot be failable or throwing: remove '?' or 'throws', or rename \
            a parameter
            """
        ),
        .members(
            "var id: Int\ninit(id: Int) throws { self.id = id }",
            at: "init(id",
            """
            The schema calls 'init(id:)', which cannot be failable or throwing: remove '?' or 'throws', or rename a \
            parameter
            """
        ),
    ]

    private static func changing(_ property: String, _ value: String) -> Mistake {
        .members(
            property,
            at: value,
            """
            The default value of a field is evaluated once, so '\(value)' would be the same for every 'Thing': make the \
            property optional, and set it after decoding
            """
        )
    }

    private static func conditional(_ block: String, _ name: String) -> Mistake {
        .members(block, at: "#endif", "'@Model' does not support \(name) in '#if' blocks: write the schema by hand")
    }
}
