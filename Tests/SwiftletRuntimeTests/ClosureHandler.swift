import Foundation
import Logging
import Swiftlet
import SwiftletIO
import Synchronization

@testable import SwiftletRuntime

/// A handler with a closure.
struct ClosureHandler: Handler {
    let body: @Sendable ([UInt8], Context) async throws -> HandlerOutput

    init(_ body: @escaping @Sendable ([UInt8], Context) async throws -> HandlerOutput) {
        self.body = body
    }

    func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
        try await body(event, context)
    }

    /// Returns the event as the response.
    static let echo = ClosureHandler { event, _ in .bytes(event) }
}
