/// An error that can be converted to an ``HTTPError``.
///
/// ```swift
/// struct OutOfStock: HTTPErrorConvertible {
///     var httpError: HTTPError { HTTPError(.conflict, "Out of stock") }
/// }
/// ```
///
/// Conform a domain error to it to throw it from an endpoint.
public protocol HTTPErrorConvertible: Error {
    /// The corresponding HTTP error.
    var httpError: HTTPError { get }
}

extension HTTPError: HTTPErrorConvertible {
    /// The error itself.
    public var httpError: HTTPError { self }
}
