import HTTPTypes
import Swiftlet
import SwiftletJSON

/// An error response of the console's API: `{"message": …}`.
struct ConsoleError: Error {
    let status: HTTPResponse.Status
    let message: String

    init(_ status: HTTPResponse.Status, _ message: String) {
        self.status = status
        self.message = message
    }

    /// There is no such resource.
    static func notFound(_ what: String) -> ConsoleError { ConsoleError(.notFound, "\(what) not found.") }

    var response: Response { .json((["message": .string(message)] as JSON).bytes, status: status) }
}
