extension ExpansionExample {
    /// Initializers, access levels and conformances.
    static let declarations = [
        ExpansionExample(
            title: "a struct with another initializer gets a memberwise initializer",
            type: "User",
            source: """
                @Model
                struct User {
                    var id: Int
                    var isActive = true
                    var score = -1.5
                    var text = "x"
                    var name: String?
                    let note: String?

                    init(_ id: Int) {
                        self.id = id
                        note = nil
                    }
                }
                """,
            members: """
                init(id: Int, isActive: Bool = true, score: Double = -1.5, text: String = "x", name: String? = nil, note: String?) {
                    self.id = id
                    self.isActive = isActive
                    self.score = score
                    self.text = text
                    self.name = name
                    self.note = note
                }
                """,
            conformance: #"""
                extension User: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let idField = Swiftlet.Field("id", \Self.id)
                        let isActiveField = Swiftlet.Field("is_active", \Self.isActive, default: true)
                        let scoreField = Swiftlet.Field("score", \Self.score, default: -1.5)
                        let textField = Swiftlet.Field("text", \Self.text, default: "x")
                        let nameField = Swiftlet.Field("name", \Self.name)
                        let noteField = Swiftlet.Field("note", \Self.note)
                        return Swiftlet.Schema(
                            {
                                Self(id: $0, isActive: $1, score: $2, text: $3, name: $4, note: $5)
                            },
                            idField,
                            isActiveField,
                            scoreField,
                            textField,
                            nameField,
                            noteField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "a declared memberwise initializer is used",
            type: "Member",
            source: """
                @Model
                struct Member {
                    var id: Int
                    var name: String

                    init(id: Int, name: String, isNew: Bool = false) {
                        self.id = id
                        self.name = name
                    }
                }
                """,
            conformance: #"""
                extension Member: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let idField = Swiftlet.Field("id", \Self.id)
                        let nameField = Swiftlet.Field("name", \Self.name)
                        return Swiftlet.Schema(
                            {
                                Self(id: $0, name: $1)
                            },
                            idField,
                            nameField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "a declared initializer with the labels of the fields and other types is not used",
            type: "Ticket",
            source: """
                @Model
                struct Ticket {
                    var id: Int
                    var count = 1

                    init(id: String, count: Int) {
                        self.id = id.count
                        self.count = count
                    }

                    init?(id: Int, count: Int, limit: Int = 9) {
                        if count > limit { return nil }
                        self.init(id: id, count: count)
                    }

                    init(id: Int, count: Int) async {
                        self.id = id
                        self.count = count
                    }
                }
                """,
            members: """
                init(id: Int, count: Int = 1) {
                    self.id = id
                    self.count = count
                }
                """,
            conformance: #"""
                extension Ticket: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let idField = Swiftlet.Field("id", \Self.id)
                        let countField = Swiftlet.Field("count", \Self.count, default: 1)
                        return Swiftlet.Schema(
                            {
                                Self(id: $0, count: $1)
                            },
                            idField,
                            countField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "the schema of a public struct is public",
            type: "Shop",
            importOfCore: "public import Swiftlet",
            source: """
                @Model
                public struct Shop {
                    public var pages: EmailAddress
                    public var name: EmailAddress?
                }
                """,
            conformance: #"""
                extension Shop: Swiftlet.Model, Sendable {
                    public static let schema: Swiftlet.Schema<Self> = {
                        let pagesField = Swiftlet.Field("pages", \Self.pages)
                        let nameField = Swiftlet.Field("name", \Self.name)
                        return Swiftlet.Schema(
                            {
                                Self(pages: $0, name: $1)
                            },
                            pagesField,
                            nameField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "the schema of a package struct has package access",
            type: "Store",
            importOfCore: "package import Swiftlet",
            source: """
                @Model
                package struct Store {
                    package var email: EmailAddress?
                }
                """,
            conformance: #"""
                extension Store: Swiftlet.Model, Sendable {
                    package static let schema: Swiftlet.Schema<Self> = {
                        let emailField = Swiftlet.Field("email", \Self.email)
                        return Swiftlet.Schema(
                            {
                                Self(email: $0)
                            },
                            emailField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "the schema of a private struct has no access modifier",
            type: "Cell",
            source: """
                @Model
                private struct Cell {
                    var name: String
                }
                """,
            conformance: #"""
                extension Cell: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let nameField = Swiftlet.Field("name", \Self.name)
                        return Swiftlet.Schema(
                            {
                                Self(name: $0)
                            },
                            nameField
                        )
                    }()
                }
                """#
        ),
        ExpansionExample(
            title: "a struct without fields has a schema",
            type: "Nothing",
            source: """
                @Model
                struct Nothing {
                }
                """,
            conformance: """
                extension Nothing: Swiftlet.Model, Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        return Swiftlet.Schema(
                            {
                                Self()
                            }
                        )
                    }()
                }
                """
        ),
        ExpansionExample(
            title: "a declared conformance is not repeated",
            type: "Declared",
            source: """
                @Model
                struct Declared: Model {
                    var name: String
                }
                """,
            conformance: #"""
                extension Declared: Sendable {
                    static let schema: Swiftlet.Schema<Self> = {
                        let nameField = Swiftlet.Field("name", \Self.name)
                        return Swiftlet.Schema(
                            {
                                Self(name: $0)
                            },
                            nameField
                        )
                    }()
                }
                """#
        ),
    ]
}
