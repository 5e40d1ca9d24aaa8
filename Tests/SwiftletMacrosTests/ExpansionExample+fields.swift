extension ExpansionExample {
    /// Fields of models: constraints, keys, default values and descriptions.
    static let fields = [
        ExpansionExample(
            title: "stored properties become fields with snake case keys, constraints and default values",
            type: "UserCreate",
            source: """
                @Model
                struct UserCreate {
                    var email: EmailAddress
                    @Rule(.length(2...100)) var name: String
                    var isActive = true
                    @Rule(.length(8...128)) var password: Secret<String>
                }
                """,
            conformance: #"""
                extension UserCreate: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let emailField = Swiftlet.Field("email", \Self.email)
                        let nameField = Swiftlet.Field("name", \Self.name, .length(2 ... 100))
                        let isActiveField = Swiftlet.Field("is_active", \Self.isActive, default: true)
                        let passwordField = Swiftlet.Field("password", \Self.password, .length(8 ... 128))
                        return Swiftlet.Schema(
                            {
                                Self(email: $0, name: $1, isActive: $2, password: $3)
                            },
                            emailField,
                            nameField,
                            isActiveField,
                            passwordField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "the constraints of several attributes and arguments are applied in order",
            type: "Tag",
            source: """
                @Model
                struct Tag {
                    @Rule(.stripped, .length(1...20))
                    @Rule(.check("must not be reserved") { $0 != "admin" })
                    var slug: String
                }
                """,
            conformance: #"""
                extension Tag: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let slugField = Swiftlet.Field("slug", \Self.slug, .stripped, .length(1 ... 20), .check("must not be reserved") {
                                $0 != "admin"
                            })
                        return Swiftlet.Schema(
                            {
                                Self(slug: $0)
                            },
                            slugField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "a property can have an explicit key and aliases",
            type: "Book",
            source: """
                @Model
                struct Book {
                    @Key("ISBN", aliases: ["isbn13", "isbn10"]) var number: String
                    @SwiftletMacros.Key(aliases: ["writer"]) var leadAuthor: String = "unknown"
                }
                """,
            conformance: #"""
                extension Book: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let numberField = Swiftlet.Field("ISBN", \Self.number, aliases: ["isbn13", "isbn10"])
                        let leadAuthorField = Swiftlet.Field("lead_author", \Self.leadAuthor, default: "unknown", aliases: ["writer"])
                        return Swiftlet.Schema(
                            {
                                Self(number: $0, leadAuthor: $1)
                            },
                            numberField,
                            leadAuthorField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "descriptions, titles, examples and deprecations are arguments of the field",
            type: "Account",
            source: """
                @Model
                struct Account {
                    @Describe("The name that others see.", title: "Name", examples: ["Ada"]) var displayName: String
                    @Describe(isDeprecated: true) var nickname: String?
                }
                """,
            conformance: #"""
                extension Account: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let displayNameField = Swiftlet.Field("display_name", \Self.displayName, title: "Name", description: "The name that others see.", examples: ["Ada"])
                        let nicknameField = Swiftlet.Field("nickname", \Self.nickname, isDeprecated: true)
                        return Swiftlet.Schema(
                            {
                                Self(displayName: $0, nickname: $1)
                            },
                            displayNameField,
                            nicknameField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "documentation comments are descriptions if the model enables it",
            type: "Person",
            source: """
                /// A "person".
                ///
                /// Or a robot.
                @Model(describesFromComments: true)
                struct Person {
                    /// The whole name.
                    var name: String
                    /** In years. */
                    @Describe("In whole years.") var age: Int
                    /**
                     * In meters.
                     */
                    var height: Double
                    // Not for the documentation.
                    var mood: String
                    /// Upper case.
                    @Computed var label: String { name.uppercased() }
                }
                """,
            conformance: #"""
                extension Person: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let nameField = Swiftlet.Field("name", \Self.name, description: "The whole name.")
                        let ageField = Swiftlet.Field("age", \Self.age, description: "In whole years.")
                        let heightField = Swiftlet.Field("height", \Self.height, description: "In meters.")
                        let moodField = Swiftlet.Field("mood", \Self.mood)
                        return Swiftlet.Schema(
                            {
                                Self(name: $0, age: $1, height: $2, mood: $3)
                            },
                            nameField,
                            ageField,
                            heightField,
                            moodField,
                            description: "A \"person\".\n\nOr a robot.",
                            computed: [
                                Swiftlet.ComputedField("label", \.label, description: "Upper case.")
                            ]
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "constants, static and computed properties are ignored",
            type: "Point",
            source: """
                @Model
                struct Point {
                    static let origin = Point(x: 0, y: 0)
                    static var count: Int { 0 }
                    let kind = "point"
                    let x: Int
                    var y: Int {
                        didSet { print(y) }
                    }
                    var sum: Int { x + y }
                    var half: Int {
                        get { x / 2 }
                        set { print(newValue) }
                    }
                    private var double: Int { x * 2 }
                    func move() {}
                }
                """,
            conformance: #"""
                extension Point: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let xField = Swiftlet.Field("x", \Self.x)
                        let yField = Swiftlet.Field("y", \Self.y)
                        return Swiftlet.Schema(
                            {
                                Self(x: $0, y: $1)
                            },
                            xField,
                            yField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "each property of a declaration is a field, and its name can be a keyword",
            type: "Range",
            source: """
                @Model
                struct Range {
                    var lowerBound, upperBound: Int
                    var step = 1, offset = 0
                    var `default`: Int?
                    var limit: Int? = nil
                    var change: Patch<Int> = .unset
                }
                """,
            conformance: #"""
                extension Range: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let lowerBoundField = Swiftlet.Field("lower_bound", \Self.lowerBound)
                        let upperBoundField = Swiftlet.Field("upper_bound", \Self.upperBound)
                        let stepField = Swiftlet.Field("step", \Self.step, default: 1)
                        let offsetField = Swiftlet.Field("offset", \Self.offset, default: 0)
                        let defaultField = Swiftlet.Field("default", \Self.`default`)
                        let limitField = Swiftlet.Field("limit", \Self.limit)
                        let changeField = Swiftlet.Field("change", \Self.change, default: .unset)
                        return Swiftlet.Schema(
                            {
                                Self(lowerBound: $0, upperBound: $1, step: $2, offset: $3, default: $4, limit: $5, change: $6)
                            },
                            lowerBoundField,
                            upperBoundField,
                            stepField,
                            offsetField,
                            defaultField,
                            limitField,
                            changeField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "a default value with a name that is also that of a changing value is accepted",
            type: "Errand",
            source: """
                enum Moment: String, SchemaEnum {
                    case now, random
                    static func random(seed: Int) -> Moment { seed > 0 ? .now : .random }
                }

                @Model
                struct Errand {
                    var start: Moment = .now
                    var end = Moment.random
                    var reminder: Moment = .random(seed: 1)
                    var tags: [String] = .init()
                    var counts = [String: Int].init()
                }
                """,
            conformance: #"""
                extension Errand: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let startField = Swiftlet.Field("start", \Self.start, default: .now)
                        let endField = Swiftlet.Field("end", \Self.end, default: Moment.random)
                        let reminderField = Swiftlet.Field("reminder", \Self.reminder, default: .random(seed: 1))
                        let tagsField = Swiftlet.Field("tags", \Self.tags, default: .init())
                        let countsField = Swiftlet.Field("counts", \Self.counts, default: [String: Int].init())
                        return Swiftlet.Schema(
                            {
                                Self(start: $0, end: $1, reminder: $2, tags: $3, counts: $4)
                            },
                            startField,
                            endField,
                            reminderField,
                            tagsField,
                            countsField
                        )
                    }()
                }
                """#
        ),
    ]
}
