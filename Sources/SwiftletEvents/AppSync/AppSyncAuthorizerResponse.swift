public import Swiftlet
public import SwiftletJSON

/// The response of a Lambda authorizer of AppSync.
public struct AppSyncAuthorizerResponse: EventOutput {
    /// Whether the request is authorized.
    public var isAuthorized: Bool
    /// Values for the resolvers, as `resolverContext` of their identity: scalars only, up to 5 MB.
    public var resolverContext: JSONObject
    /// The fields that are denied, as `TYPE.FIELD` or ARNs.
    public var deniedFields: [String]
    /// The time for which AppSync caches the response, in seconds; 0 for none, `nil` for the API's default.
    public var cacheSeconds: Int?

    /// Creates a response.
    public init(
        isAuthorized: Bool,
        resolverContext: JSONObject = [:],
        deniedFields: [String] = [],
        cacheSeconds: Int? = nil
    ) {
        self.isAuthorized = isAuthorized
        self.resolverContext = resolverContext
        self.deniedFields = deniedFields
        self.cacheSeconds = cacheSeconds
    }

    /// A response that denies the request.
    public static var deny: AppSyncAuthorizerResponse { AppSyncAuthorizerResponse(isAuthorized: false) }

    /// Writes the response in the format of AppSync.
    public func encodeEvent(to writer: inout JSONWriter) {
        var object: JSONObject = ["isAuthorized": .bool(isAuthorized)]
        if !resolverContext.isEmpty { object["resolverContext"] = .object(resolverContext) }
        if !deniedFields.isEmpty { object["deniedFields"] = JSON(strings: deniedFields) }
        if let cacheSeconds { object["ttlOverride"] = .integer(cacheSeconds) }
        writer.value(.object(object))
    }
}
