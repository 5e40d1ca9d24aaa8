extension Mistake {
    static let all = types + attributes + properties + changingDefaults + conditions + initializers

    /// Declarations that cannot be models.
    static let types: [Mistake] = [
        .declaration(
            "@Model\nfinal class Thing {\n}",
            at: "@Model",
            "'@Model' can only be applied to structs, but 'Thing' is a class: declare it as a struct"
        ),
        .declaration(
            "@Model\nactor Thing {\n}",
            at: "@Model",
            "'@Model' can only be applied to structs, but 'Thing' is an actor: declare it as a struct"
        ),
        .declaration(
            "@Model\nenum Thing {\n}",
            at: "@Model",
            """
            '@Model' can only be applied to structs, but 'Thing' is an enum: conform it to 'SchemaEnum', 'TaggedUnion' or \
            'UntaggedUnion' instead
            """
        ),
        .declaration(
            "@Model\nprotocol Thing {\n}",
            at: "@Model",
            "'@Model' can only be applied to structs, but 'Thing' is a protocol: apply it to the conforming structs"
        ),
        .declaration(
            "struct Outer {\n    @Model\n    private struct Thing {\n    }\n}",
            at: "private",
            "'Thing' is private in another type, so no extension can conform it to 'Model': declare it 'fileprivate'"
        ),
    ]

    /// Attributes without an effect.
    static let attributes: [Mistake] = [
        .members(
            "@Rule(.ge(0)) var sum: Int { 1 }",
            at: "@Rule",
            "'@Rule' can only be applied to stored properties, but 'sum' is computed: remove '@Rule'"
        ),
        .members(
            "@Rule(.ge(0)) static var sum = 1",
            at: "@Rule",
            "'@Rule' can only be applied to instance properties, but 'sum' is static: remove '@Rule' or 'static'"
        ),
        .members(
            "@Rule(.ge(0)) let sum = 1",
            at: "@Rule",
            "'sum' is a constant, which inputs cannot set: use 'var' for a field with a default value"
        ),
        .members(
            "@Key(\"total\") let sum = 1",
            at: "@Key",
            """
            'sum' is a constant, which inputs cannot set: use 'var' for a field with a default value, or add \
            '@Computed' to include it in responses
            """
        ),
        .members(
            "@Describe(\"The sum.\") var sum: Int { 1 }",
            at: "@Describe",
            "'sum' is computed and therefore not a field: add '@Computed' to include it in responses"
        ),
        .members(
            "@Check(\"must be so\") var sum: Int { 1 }",
            at: "@Check",
            "'@Check' can only be applied to computed properties of type 'Bool': write 'var sum: Bool { … }'"
        ),
        .members(
            "@Extra let rest: JSONObject",
            at: "@Extra",
            "'@Extra' requires a stored variable with an initial value: write 'var rest: JSONObject = [:]'"
        ),
        .declaration(
            "struct Thing {\n    @Rule(.ge(0)) var sum: Int\n}",
            at: "@Rule",
            "'@Rule' has no effect outside a model: add '@Model' to the struct"
        ),
        .declaration(
            "@Rule(.ge(0)) var sum = 1",
            at: "@Rule",
            "'@Rule' has no effect outside a model: add '@Model' to the struct"
        ),
        .declaration(
            "struct Thing {\n    @Key(\"x\") func sum() {}\n}",
            at: "@Key",
            "'@Key' can only be applied to properties of a model"
        ),
    ]

    /// Properties that cannot be fields.
    static let properties: [Mistake] = [
        .members(
            "var userID: Int\nvar user_id: Int",
            at: "user_id",
            "'user_id' and 'userID' have the same key 'user_id': change one of them with '@Key(\"…\")'"
        ),
        .members(
            "var name: String\n@Computed @Key(\"name\") var label: String { name }",
            at: "label",
            "'label' and 'name' have the same key 'name': change one of them with '@Key(\"…\")'"
        ),
        .members(
            "@Key(\"a\\(1)\") var name: String",
            at: "\"a\\(1)\"",
            "A key must be a string literal, such as '@Key(\"name\")'"
        ),
        .members(
            "private var token: String",
            at: "private",
            """
            'token' is private, which restricts the memberwise initializer of 'Thing': remove 'private', or write the \
            schema by hand
            """
        ),
        .members(
            "var (a, b) = (1, 2)",
            at: "(a, b)",
            "A tuple pattern cannot be a field: declare each property separately"
        ),
        .members(
            "lazy var name = \"x\"",
            at: "lazy",
            "A lazy property cannot be a field: remove 'lazy', or make the property computed"
        ),
        .members(
            "@Extra var a: JSONObject = [:]\n@Extra var b: JSONObject = [:]",
            at: "@Extra var b",
            "Only one property can store the extra keys: remove the second '@Extra'"
        ),
        .declaration(
            "@Model(extraKeys: .forbidden)\nstruct Thing {\n    @Extra var a: JSONObject = [:]\n}",
            at: "extraKeys",
            "'a' stores the extra keys: remove 'extraKeys:' or '@Extra'"
        ),
        .declaration(
            "@Model(naming: FieldNaming { $0 })\nstruct Thing {\n    @Key(\"b\") var a: Int\n}",
            at: "@Key",
            "The custom naming strategy would also convert the key: remove '@Key', or handle the key in the strategy"
        ),
    ]
}
