import HTTPTypes
import Swiftlet
import SwiftletGateway
import SwiftletJSON
import SwiftletRuntime
import SwiftletServer

/// An invocation request, parsed from its path and header fields.
struct InvokeRequest: Sendable {
    /// The operations of the API.
    enum Operation: Hashable, Sendable {
        /// A buffered response.
        case invoke
        /// A streamed response.
        case invokeWithResponseStream
        /// The deprecated asynchronous operation.
        case invokeAsync
    }

    /// The invocation type.
    enum Kind: String, Sendable {
        case requestResponse = "RequestResponse"
        case event = "Event"
        case dryRun = "DryRun"
    }

    /// The maximum payload of an asynchronous invocation: 1 MB, 256 KB before October 2025
    /// ([Lambda quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)).
    static let maximumAsynchronousBytes = 1024 * 1024
    /// The maximum size of the encoded client context.
    static let maximumClientContextBytes = 3583

    let operation: Operation
    let function: FunctionReference
    private(set) var kind = Kind.requestResponse
    /// Whether the caller requested the end of the log.
    private(set) var wantsLog = false
    private(set) var clientContext: JSON?
    private(set) var traceID: String?
    private(set) var tenantID: String?

    /// Parses a request.
    ///
    /// - Parameters:
    ///   - method: The request method.
    ///   - path: The percent-encoded path.
    ///   - query: The query items.
    ///   - headers: The header fields.
    /// - Throws: ``InvokeError`` if the request is invalid.
    init(_ method: HTTPRequest.Method, path: String, query: [QueryItem], headers: HTTPFields) throws(InvokeError) {
        let segments = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard segments.count == 4, segments[1] == "functions" else { throw .unknownOperation }
        switch (segments[0], segments[3]) {
        case ("2015-03-31", "invocations"): operation = .invoke
        case ("2021-11-15", "response-streaming-invocations"): operation = .invokeWithResponseStream
        case ("2014-11-13", "invoke-async"): operation = .invokeAsync
        default: throw .unknownOperation
        }
        guard method == .post else { throw .methodNotAllowed }
        function = try Self.function(PercentCoding.decode(segments[2]), query)
        try readKind(headers)
        switch headers[field: InvokeHeader.logType] {
        case nil, "None": break
        case "Tail": wantsLog = true
        case .some(let type): throw .invalidParameter("\"\(type)\" is not a log type: use None or Tail")
        }
        if let text = headers[field: InvokeHeader.clientContext] { clientContext = try Self.clientContext(text) }
        traceID = headers[field: InvokeHeader.traceID]
        tenantID = headers[field: InvokeHeader.tenantID]
    }

    /// The maximum size of the event.
    var maximumBytes: Int { kind == .event ? Self.maximumAsynchronousBytes : RuntimeLimit.payloadBytes }

    /// The invocation's attributes.
    var attributes: InvocationAttributes {
        var attributes = InvocationAttributes(handler: function.name)
        // Lambda ignores the log type of an asynchronous invocation.
        attributes.clientContext = kind == .event ? nil : clientContext
        attributes.traceID = traceID
        attributes.tenantID = tenantID
        attributes.functionARN = function.arn
        return attributes
    }

    private mutating func readKind(_ headers: HTTPFields) throws(InvokeError) {
        guard operation != .invokeAsync else {
            kind = .event
            return
        }
        guard let text = headers[field: InvokeHeader.invocationType] else { return }
        guard let named = Kind(rawValue: text), operation == .invoke || named != .event else {
            let kinds = operation == .invoke ? "RequestResponse, Event or DryRun" : "RequestResponse or DryRun"
            throw .invalidParameter("\"\(text)\" is not an invocation type: use \(kinds)")
        }
        kind = named
    }

    /// The function in a path, with the qualifier of the query.
    ///
    /// - Throws: ``InvokeError`` if the name is invalid, or the path and the query have different qualifiers.
    static func function(_ text: String, _ query: [QueryItem]) throws(InvokeError) -> FunctionReference {
        guard var function = FunctionReference(text) else { throw .invalidName(text) }
        guard let qualifier = query.first(where: { $0.name == "Qualifier" })?.value else { return function }
        guard FunctionReference.isQualifier(qualifier) else {
            throw .invalidParameter("\"\(qualifier)\" is not a version or an alias")
        }
        guard function.qualifier == nil || function.qualifier == qualifier else {
            throw .invalidParameter(
                "The derived qualifier from the function name does not match the specified qualifier."
            )
        }
        function.qualifier = qualifier
        return function
    }

    private static func clientContext(_ text: String) throws(InvokeError) -> JSON {
        guard text.utf8.count <= maximumClientContextBytes else {
            throw .invalidContent("Client context must be at most \(maximumClientContextBytes) bytes of base64.")
        }
        guard let bytes = Base64.decode(text), let context = try? JSON(parsing: bytes), context.object != nil else {
            throw .invalidContent("Client context must be a valid Base64-encoded JSON object.")
        }
        return context
    }
}
