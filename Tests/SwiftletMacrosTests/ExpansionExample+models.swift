extension ExpansionExample {
    /// Options of models: names, computed fields, checks and extra keys.
    static let models = [
        ExpansionExample(
            title: "a model can have a name, a description, a naming strategy and a policy for extra keys",
            type: "Remark",
            source: """
                @Model(name: "Note", description: "A remark.", naming: .unchanged, extraKeys: .forbidden)
                struct Remark {
                    var remarkText: String
                }
                """,
            conformance: #"""
                extension Remark: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let remarkTextField = Swiftlet.Field("remarkText", \Self.remarkText)
                        return Swiftlet.Schema(
                            {
                                Self(remarkText: $0)
                            },
                            remarkTextField,
                            name: "Note",
                            description: "A remark.",
                            extraKeys: .forbidden
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "camel case keys are derived when the macro is expanded",
            type: "Row",
            source: """
                @Model(naming: FieldNaming.camelCase)
                struct Row {
                    var first_name: String
                    @Key("L") var last_name: String
                }
                """,
            conformance: #"""
                extension Row: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let first_nameField = Swiftlet.Field("firstName", \Self.first_name)
                        let last_nameField = Swiftlet.Field("L", \Self.last_name)
                        return Swiftlet.Schema(
                            {
                                Self(first_name: $0, last_name: $1)
                            },
                            first_nameField,
                            last_nameField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "a custom naming strategy is applied by the schema",
            type: "Column",
            source: """
                @Model(naming: Naming.upperCase)
                struct Column {
                    @Key(aliases: ["name"]) var firstName: String
                }
                """,
            conformance: #"""
                extension Column: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let firstNameField = Swiftlet.Field("firstName", \Self.firstName, aliases: ["name"])
                        return Swiftlet.Schema(
                            {
                                Self(firstName: $0)
                            },
                            firstNameField,
                            naming: Naming.upperCase
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "computed fields and checks follow the fields",
            type: "Booking",
            source: """
                @Model
                struct Booking {
                    @Key("from") var begin: Date
                    var end: Date
                    @Computed @Key("nights") @Describe("Rounded down.") var nightCount: Int { 1 }
                    @Computed let kind = "booking"
                    @Check("must be after from", at: "end") var endsAfterBegin: Bool { begin < end }
                    @Check("must not be in the past") private var isInFuture: Bool { true }
                }
                """,
            conformance: #"""
                extension Booking: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let beginField = Swiftlet.Field("from", \Self.begin)
                        let endField = Swiftlet.Field("end", \Self.end)
                        return Swiftlet.Schema(
                            {
                                Self(begin: $0, end: $1)
                            },
                            beginField,
                            endField,
                            computed: [
                                Swiftlet.ComputedField("nights", \.nightCount, description: "Rounded down."),
                                Swiftlet.ComputedField("kind", \.kind)
                            ],
                            checks: [
                                .check("must be after from", at: "end") {
                                    $0.endsAfterBegin
                                },
                                .check("must not be in the past") {
                                    $0.isInFuture
                                }
                            ]
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "a property can be a computed field and a check",
            type: "Quota",
            source: """
                @Model
                struct Quota {
                    var used: Int
                    var total: Int
                    @Computed @Check("must not exceed total", at: "used") var isWithinTotal: Bool { used <= total }
                }
                """,
            conformance: #"""
                extension Quota: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let usedField = Swiftlet.Field("used", \Self.used)
                        let totalField = Swiftlet.Field("total", \Self.total)
                        return Swiftlet.Schema(
                            {
                                Self(used: $0, total: $1)
                            },
                            usedField,
                            totalField,
                            computed: [
                                Swiftlet.ComputedField("is_within_total", \.isWithinTotal)
                            ],
                            checks: [
                                .check("must not exceed total", at: "used") {
                                    $0.isWithinTotal
                                }
                            ]
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "extra keys are stored in the marked property",
            type: "Product",
            source: """
                @Model
                struct Product {
                    var name: String
                    @Extra var details: JSONObject = [:]
                }
                """,
            conformance: #"""
                extension Product: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let nameField = Swiftlet.Field("name", \Self.name)
                        return Swiftlet.Schema(
                            {
                                Self(name: $0)
                            },
                            nameField,
                            extraKeys: .allowed(in: \.details)
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "the schema of a generic struct is cached for each specialization",
            type: "Page",
            source: """
                @Model
                struct Page<Item: SchemaValue> {
                    var items: [Item]
                }
                """,
            conformance: #"""
                extension Page: Swiftlet.Model, Sendable {
                    static var schema: Swiftlet.Schema<Self> {
                        .cached {
                            let itemsField = Swiftlet.Field("items", \Self.items)
                            return Swiftlet.Schema(
                                {
                                    Self(items: $0)
                                },
                                itemsField
                            )
                        }
                    }
                }
                """#
        ),
    ]
}
