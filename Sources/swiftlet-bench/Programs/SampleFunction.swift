import Swiftlet
import SwiftletRuntime

/// A function that a child process of the benchmark runs.
enum SampleFunction: String {
    /// The runtime loop with a constant response.
    case noop
    /// A typed HTTP endpoint with routing.
    case typed

    /// The argument before the function's name.
    static let argument = "function"

    func run() -> Never {
        switch self {
        case .noop: Runtime.main(handler: { ConstantHandler() })
        case .typed: Runtime.main { TypedApp.make() }
        }
    }
}

/// The same response as that of the C baseline.
private struct ConstantHandler: Handler {
    private let response = Array(
        #"""
        {"statusCode":200,"headers":{"content-type":"application/json"},"body":"{\"id\":42,\"name\":\"Ada\",\"email\":\"ada@example.com\",\"page\":7}","isBase64Encoded":false}
        """#
        .utf8
    )

    func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
        .bytes(response)
    }
}
