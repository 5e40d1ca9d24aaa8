public import Swiftlet
public import SwiftletJSON

/// The requests of a direct Lambda resolver of AppSync with batching: one field of several parents.
///
/// The response is an array with one element for each request, in the same order.
///
/// ```swift
/// let authors = EventHandler("authors") { (event: AppSyncBatchEvent, context) in
///     await event.resolve { request in try request.decodeSource(BookSource.self).author }
/// }
/// ```
///
/// See [Direct Lambda resolver
/// reference](https://docs.aws.amazon.com/appsync/latest/devguide/direct-lambda-reference.html).
public struct AppSyncBatchEvent: EventModel, RecognizedEvent {
    /// The requests.
    public let requests: [AppSyncResolverEvent]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the event is not an array of requests; its path begins with the index of the request.
    public init(event: JSONNode) throws(EventError) {
        guard event.kind == .array else { throw .wrongType(event, expected: "an array") }
        var requests: [AppSyncResolverEvent] = []
        requests.reserveCapacity(event.count)
        for element in event.elements {
            let step = "[\(requests.count)]"
            requests.append(
                try EventError.at(step) { () throws(EventError) in try AppSyncResolverEvent(event: element) }
            )
        }
        self.requests = requests
    }

    /// Whether the event is a batch of requests of a direct Lambda resolver.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event[0].map { AppSyncResolverEvent.recognizes($0) } ?? false
    }

    /// Resolves the requests one by one.
    ///
    /// - Parameter body: Resolves a request. Its error is the error of this request only.
    /// - Returns: The results, in the order of the requests.
    public func resolve<Value: EventOutput>(
        _ body: (AppSyncResolverEvent) async throws -> Value
    ) async -> [AppSyncBatchResult<Value>] {
        var results: [AppSyncBatchResult<Value>] = []
        results.reserveCapacity(requests.count)
        for request in requests {
            do {
                results.append(.data(try await body(request)))
            } catch let error as AppSyncError {
                results.append(.error(error))
            } catch {
                results.append(
                    .error(AppSyncError("The field could not be resolved.", type: "\(Swift.type(of: error))"))
                )
            }
        }
        return results
    }
}
