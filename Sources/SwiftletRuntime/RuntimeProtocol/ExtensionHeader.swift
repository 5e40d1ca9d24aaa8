/// The header fields of the [Extensions API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html).
package enum ExtensionHeader {
    /// The extension's name, sent with its registration.
    package static let name = "Lambda-Extension-Name"
    /// The identifier that the registration returns, and every later call sends.
    package static let identifier = "Lambda-Extension-Identifier"
}
