public import Swiftlet
public import SwiftletJSON

/// The request of a direct Lambda resolver of AppSync, for one field.
///
/// The response is the value of the field, of any type with a JSON form. An error of the handler is an error of the field.
///
/// ```swift
/// let greetings = EventHandler("greetings") { (event: AppSyncResolverEvent, context) in
///     let greeting = try event.decodeArguments(Greeting.self)
///     return "Hello, \(greeting.name)!"
/// }
/// ```
///
/// See [Direct Lambda resolver
/// reference](https://docs.aws.amazon.com/appsync/latest/devguide/direct-lambda-reference.html).
public struct AppSyncResolverEvent: EventModel, RecognizedEvent {
    /// The type that has the field, such as `Query`.
    public let parentTypeName: String
    /// The name of the field.
    public let fieldName: String
    /// The arguments of the field.
    public let arguments: JSON
    /// The caller; `nil` if the API key authorizes it.
    public let identity: AppSyncIdentity?
    /// The value of the parent field; `nil` for a field at the top level.
    public let source: JSON?
    /// The result of the previous function of a pipeline.
    public let previousResult: JSON?
    /// The values that the functions of a pipeline share.
    public let stash: JSON
    /// The header fields of the request, with names in lower case.
    public let headers: [String: String]
    /// The custom domain name of the request.
    public let domainName: String?
    /// The variables of the query.
    public let variables: JSON
    /// The paths of the selected fields, such as `comments/id`.
    public let selectionSetList: [String]
    /// The selection in GraphQL.
    public let selectionSetGraphQL: String?

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the field or its arguments are missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        // The resolvers of Amplify have these two members instead of `info`.
        let info = try event.optionalObject("info")
        if let info {
            parentTypeName = try EventError.at("info") { () throws(EventError) in
                try info.requiredString("parentTypeName")
            }
            fieldName = try EventError.at("info") { () throws(EventError) in try info.requiredString("fieldName") }
        } else {
            parentTypeName = try event.requiredString("typeName")
            fieldName = try event.requiredString("fieldName")
        }
        arguments = try event.requiredObject("arguments").value
        identity = try event.nestedIfPresent("identity") { (node) throws(EventError) in try AppSyncIdentity(node) }
        source = event.optionalValue("source")
        previousResult = event["prev"]?.optionalValue("result")
        stash = event.optionalValue("stash") ?? [:]
        headers = event["request"]?.scalarStrings("headers") ?? [:]
        domainName = event["request"]?["domainName"]?.string
        variables = info?.optionalValue("variables") ?? [:]
        selectionSetList = info?.strings("selectionSetList") ?? []
        selectionSetGraphQL = info?["selectionSetGraphQL"]?.string
    }

    /// Whether the event is of a direct Lambda resolver.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard event["arguments"]?.kind == .object else { return false }
        if let info = event["info"], info["fieldName"]?.kind == .string {
            return info["parentTypeName"]?.kind == .string
        }
        return event["fieldName"]?.kind == .string && event["typeName"]?.kind == .string
    }

    /// Decodes the arguments.
    ///
    /// - Throws: Any error that decoding the type throws; its path begins with `arguments`.
    public func decodeArguments<Arguments: EventInput>(_ type: Arguments.Type = Arguments.self) throws -> Arguments {
        try EventPayload.decode(type, from: arguments.bytes, at: "arguments")
    }

    /// Decodes the value of the parent field.
    ///
    /// - Throws: ``EventError`` if there is none, or any error that decoding the type throws; its path begins with `source`.
    public func decodeSource<Source: EventInput>(_ type: Source.Type = Source.self) throws -> Source {
        guard let source else { throw EventError.missing("source") }
        return try EventPayload.decode(type, from: source.bytes, at: "source")
    }
}
