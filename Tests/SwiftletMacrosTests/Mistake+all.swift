extension Mistake {
    static let all = types + attributes + properties

    /// Only a struct is a model.
    static let types: [Mistake] = [
        .declaration(
            "@Model\nfinal class Thing {\n}",
            at: "@Model",
            "'@Model' is for structs, and 'Thing' is a class: write 'struct Thing'"
        ),
        .declaration(
            "@Model\nactor Thing {\n}",
            at: "@Model",
            "'@Model' is for structs, and 'Thing' is an actor: write 'struct Thing'"
        ),
        .declaration(
            "@Model\nenum Thing {\n}",
            at: "@Model",
            """
            '@Model' is for structs, and 'Thing' is an enumeration: conform it to 'SchemaEnum', 'TaggedUnion' or \
            'UntaggedUnion' instead
            """
        ),
        .declaration(
            "@Model\nprotocol Thing {\n}",
            at: "@Model",
            "'@Model' is for structs, and 'Thing' is a protocol: write '@Model' in front of the structs that conform to it"
        ),
        .declaration(
            "struct Outer {\n    @Model\n    private struct Thing {\n    }\n}",
            at: "private",
            "'Thing' is private in another type, so no extension can conform it to 'Model': write 'fileprivate'"
        ),
    ]

    /// An attribute without an effect is an error.
    static let attributes: [Mistake] = [
        .members(
            "@Rule(.ge(0)) var sum: Int { 1 }",
            at: "@Rule",
            "'@Rule' is for stored properties, and 'sum' is computed: remove one of the two"
        ),
        .members(
            "@Rule(.ge(0)) static var sum = 1",
            at: "@Rule",
            "'@Rule' is for the properties of a value, and 'sum' is static: remove one of the two"
        ),
        .members(
            "@Rule(.ge(0)) let sum = 1",
            at: "@Rule",
            "'sum' is a constant, which no input sets: write 'var' for a field with a default value"
        ),
        .members(
            "@Key(\"total\") let sum = 1",
            at: "@Key",
            """
            'sum' is a constant, which no input sets: write 'var' for a field with a default value, or '@Computed' as \
            well, so that responses have it
            """
        ),
        .members(
            "@Describe(\"The sum.\") var sum: Int { 1 }",
            at: "@Describe",
            "'sum' is computed and not a field: write '@Computed' as well, so that responses have it"
        ),
        .members(
            "@Check(\"must be so\") var sum: Int { 1 }",
            at: "@Check",
            "'@Check' is for computed properties of the type 'Bool': write 'var sum: Bool { … }'"
        ),
        .members(
            "@Extra let rest: JSONObject",
            at: "@Extra",
            "'@Extra' is for a variable that is empty at first: write 'var rest: JSONObject = [:]'"
        ),
        .declaration(
            "struct Thing {\n    @Rule(.ge(0)) var sum: Int\n}",
            at: "@Rule",
            "'@Rule' has an effect in a model only: write '@Model' in front of the struct"
        ),
        .declaration(
            "@Rule(.ge(0)) var sum = 1",
            at: "@Rule",
            "'@Rule' has an effect in a model only: write '@Model' in front of the struct"
        ),
        .declaration(
            "struct Thing {\n    @Key(\"x\") func sum() {}\n}",
            at: "@Key",
            "'@Key' is for the properties of a model: write it in front of one"
        ),
    ]

    /// A property that cannot be a field is an error.
    static let properties: [Mistake] = [
        .members(
            "var userID: Int\nvar user_id: Int",
            at: "user_id",
            "'user_id' has the key 'user_id', as 'userID' has: give one of them another with '@Key(\"…\")'"
        ),
        .members(
            "var name: String\n@Computed @Key(\"name\") var label: String { name }",
            at: "label",
            "'label' has the key 'name', as 'name' has: give one of them another with '@Key(\"…\")'"
        ),
        .members(
            "@Key(\"a\\(1)\") var name: String",
            at: "\"a\\(1)\"",
            "A key is read at compile time: write it as a string literal, such as '@Key(\"name\")'"
        ),
        .members(
            "private var token: String",
            at: "private",
            """
            'token' is private, so no other file could make a 'Thing': remove 'private', or write the schema by hand
            """
        ),
        .members(
            "var (a, b) = (1, 2)",
            at: "(a, b)",
            "A tuple cannot be a field: declare each property on a line of its own"
        ),
        .members(
            "lazy var name = \"x\"",
            at: "lazy",
            "A lazy property cannot be a field: remove 'lazy', or make the property computed"
        ),
        .members(
            "var id = UUID()",
            at: "UUID()",
            """
            The default value of a field is determined once, so 'UUID()' would be the same for every 'Thing': make the \
            property optional, and set it where it is used
            """
        ),
        .members(
            "var created: Date = .now",
            at: ".now",
            """
            The default value of a field is determined once, so '.now' would be the same for every 'Thing': make the \
            property optional, and set it where it is used
            """
        ),
        .members(
            "#if DEBUG\nvar name: String\n#endif",
            at: "#endif",
            "'@Model' does not read what is between '#if' and '#endif': write the schema by hand"
        ),
        .members(
            "@Extra var a: JSONObject = [:]\n@Extra var b: JSONObject = [:]",
            at: "@Extra var b",
            "Only one property can keep the extra keys: remove the second '@Extra'"
        ),
        .declaration(
            "@Model(extraKeys: .forbidden)\nstruct Thing {\n    @Extra var a: JSONObject = [:]\n}",
            at: "extraKeys",
            "'a' keeps the extra keys: remove 'extraKeys:' or '@Extra'"
        ),
        .declaration(
            "@Model(naming: FieldNaming { $0 })\nstruct Thing {\n    @Key(\"b\") var a: Int\n}",
            at: "@Key",
            "'naming:' would change the key as well: remove '@Key', or make the exception in the naming rule"
        ),
        .members(
            "var names = makeNames()\ninit() {}",
            at: "names",
            "The initializer that '@Model' adds needs the type of 'names': write 'var names: Type = …'"
        ),
    ]
}
