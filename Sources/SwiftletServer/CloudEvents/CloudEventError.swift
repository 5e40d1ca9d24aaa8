import HTTPTypes

/// A request that is not a valid CloudEvent.
struct CloudEventError: Error {
    /// The status of the response.
    let status: HTTPResponse.Status
    /// A sentence that describes the fault.
    let message: String

    /// A fault of the event.
    static func invalid(_ message: String) -> CloudEventError {
        CloudEventError(status: .badRequest, message: message)
    }
}
