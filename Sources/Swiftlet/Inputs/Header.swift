/// A header field.
///
/// ```swift
/// let language = Endpoint(.get, "/language", Header("accept-language", String?.self)) { language in
///     language ?? "en"
/// }
/// ```
///
/// The field name is case-insensitive, and `_` in it is converted to `-`.
///
/// An array or set contains the comma-separated elements of all fields with the name, because clients, proxies and gateways
/// may combine repeated fields ([RFC 9110, section 5.3](https://www.rfc-editor.org/rfc/rfc9110#section-5.3)). Commas in quotes
/// do not separate elements.
///
/// The errors of a model, whose fields are header fields, only include the values of these fields, and none that contain
/// credentials.
public struct Header<Value: SchemaValue>: ParameterInput {
    /// The parameter's declaration.
    public let parameter: ParameterDeclaration<Value>

    /// Creates the input from the parameter's declaration.
    public init(_ parameter: ParameterDeclaration<Value>) {
        var parameter = parameter
        parameter.name = parameter.name.map(HeaderItems.fieldName)
        self.parameter = parameter
    }

    /// ``InputLocation/header``.
    public static var location: InputLocation { .header }

    /// Decodes and validates the parameter.
    public func extract(from scope: RequestScope, validation: inout Validation) -> Value? {
        if let fields = parameter.modelFields?() {
            let errorCount = validation.errors.count
            let items = HeaderItems.items(of: scope.request, for: fields)
            let value = parameter.extract(from: items, validation: &validation)
            if value == nil {
                validation.replaceErrors(after: errorCount) { HeaderItems.redacted($0, for: fields) }
            }
            return value
        }
        var items = scope.request.headerItems
        if Value.isRepeated, let name = parameter.name {
            items = HeaderItems.elements(items.filter { HeaderItems.name($0.name, matches: name) })
        }
        return parameter.extract(from: items, validation: &validation) { HeaderItems.name($0, matches: $1) }
    }
}
