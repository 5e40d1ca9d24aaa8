import TestSupport
import Testing

/// Mistakes in the declaration of an endpoint do not compile, and the compiler says what is wrong.
@Suite(.timeLimit(.minutes(2))) struct EndpointMistakeTests {
    /// A source with a mistake in its last line.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let source: String
        /// Messages about that line, without the severity.
        let messages: [String]

        init(_ description: String, _ source: String, _ messages: String...) {
            self.testDescription = description
            self.source = source
            self.messages = messages
        }
    }

    private static let noOutput = "The closure of an endpoint must return an EndpointOutput: a model"

    private static let mistakes = [
        Mistake(
            "a result that is not an output, as the only expression",
            "let forgets = Endpoint(.get, \"/done\") { Done(isDone: true) }",
            noOutput,
            "call can throw"
        ),
        Mistake(
            "a result that is not an output, after another statement",
            "let returns = Endpoint(.get, \"/id\", Path(\"id\", Int.self)) { id in let a = id; return Done(isDone: a > 1) }",
            noOutput,
            "call can throw"
        ),
        Mistake("a tuple", "let pair = Endpoint(.get, \"/pair\") { (1, \"a\") }", noOutput, "call can throw"),
        Mistake(
            "a result that is not an output, inside of an app",
            "let app = App(title: \"a\", version: \"1\") { Endpoint(.get, \"/in\") { Done(isDone: true) } }",
            noOutput,
            "call can throw"
        ),
        Mistake(
            "a missing parameter of the closure",
            "let few = Endpoint(.get, \"/few\", Query(\"a\", Int.self), Query(\"b\", Int.self)) { a in a }",
            "pack expansion requires that 'Query<Int>, Query<Int>' and"
        ),
        Mistake(
            "a misspelled member",
            "let typo = Endpoint(.get, \"/typo\") { let done = Done(isDone: true); return done.isDon ? 1 : 2 }",
            "value of type 'Done' has no member 'isDon'"
        ),
        Mistake(
            "a dependency that is listed in an app",
            "let lists = App(title: \"a\", version: \"1\") { Dependency(.perProcess) { 1 } }",
            "A dependency is not listed in an app: inject it with Inject(…), or list it in requires:."
        ),
    ]

    @Test func `the compiler rejects each mistake and explains it`() async throws {
        var sources = ["Done.swift": "struct Done { var isDone: Bool }"]
        for (index, mistake) in Self.mistakes.enumerated() {
            sources["Mistake\(index).swift"] = "import Swiftlet\n\(mistake.source)\n"
        }
        let output = try await SourceCompiler.check(sources)
        for (index, mistake) in Self.mistakes.enumerated() {
            let lines = output.split(separator: "\n").filter { $0.contains("/Mistake\(index).swift:2:") }
            for message in mistake.messages {
                #expect(lines.contains { $0.contains(message) }, "\(mistake.testDescription):\n\(output)")
            }
            #expect(lines.contains { $0.contains(" error: ") }, "\(mistake.testDescription) compiles:\n\(output)")
        }
    }

    @Test func `a closure without a result compiles, also if it only throws`() async throws {
        let output = try await SourceCompiler.check([
            "Endpoints.swift": """
            import Swiftlet
            func work() async throws {}
            let calls = Endpoint(.get, "/calls") { try await work() }
            let ignores = Endpoint(.get, "/ignores", Query("a", Int.self)) { a in _ = a }
            let throwing = Endpoint(.get, "/throws") { throw HTTPError(.notFound) }
            let empty = Endpoint(.get, "/empty") {}
            """
        ])
        #expect(output == "")
    }
}
