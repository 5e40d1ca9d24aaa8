/// The header fields of the [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html).
package enum ExtensionHeader {
    /// The extension's name, sent with its registration.
    package static let name = "Lambda-Extension-Name"
    /// The identifier that the registration returns, and every later call sends.
    package static let identifier = "Lambda-Extension-Identifier"
    /// The identifier of an event.
    package static let eventIdentifier = "Lambda-Extension-Event-Identifier"
    /// The error type, sent with an error report.
    package static let errorType = "Lambda-Extension-Function-Error-Type"
    /// The optional members that the reply to a registration is to contain.
    package static let acceptedFeatures = "Lambda-Extension-Accept-Feature"
}
