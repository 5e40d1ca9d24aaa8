internal import Swiftlet
internal import SwiftletRuntime

/// This program as a deployed function: what a child process of the benchmark runs.
enum ContestantProgram: String {
    /// The loop alone: the answer is the same for every event.
    case noop
    /// A typed HTTP endpoint behind the router.
    case typed

    /// The argument before the contestant's name.
    static let argument = "contestant"

    func run() -> Never {
        switch self {
        case .noop: Runtime.main(handler: { FixedAnswer() })
        case .typed: Runtime.main { TypedApp.make() }
        }
    }
}

/// The answer that the floor gives too.
private struct FixedAnswer: Handler {
    private let answer = Array(
        #"""
        {"statusCode":200,"headers":{"content-type":"application/json"},"body":"{\"id\":42,\"name\":\"Ada\",\"email\":\"ada@example.com\",\"page\":7}","isBase64Encoded":false}
        """#
        .utf8
    )

    func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
        .bytes(answer)
    }
}
