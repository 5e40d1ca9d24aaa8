public import Swiftlet
public import SwiftletJSON

/// The result of one request of a batch, with a value or an error.
///
/// The members are `data`, `errorMessage` and `errorType`, which the response handler of the resolver reads, as in
/// [Returning individual errors](https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-lambda-resolvers-js.html). A
/// resolver without handlers uses each element as the value: return an array of values for it.
public enum AppSyncBatchResult<Value: EventOutput>: EventOutput {
    /// The value of the field.
    case data(Value)
    /// The error of the field.
    case error(AppSyncError)

    /// Writes the result.
    ///
    /// - Throws: Any error that encoding the value throws.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        writer.beginObject()
        writer.key("data")
        switch self {
        case .data(let value):
            try value.encodeEvent(to: &writer)
        case .error(let error):
            writer.null()
            writer.key("errorMessage")
            writer.string(error.description)
            writer.key("errorType")
            writer.string(error.type)
        }
        writer.endObject()
    }
}
