public import Swiftlet
public import SwiftletJSON

/// The response to an Amazon Connect flow: a flat map of strings, with the response validation `STRING_MAP`.
///
/// For the validation `JSON`, the handler returns a model or ``JSON`` instead.
public struct ConnectResponse: EventOutput, ExpressibleByDictionaryLiteral {
    /// The maximum size of a response in bytes.
    private static let maximumSize = 32 * 1024

    /// The values by name.
    public var values: [String: String]

    /// Creates a response.
    public init(_ values: [String: String]) {
        self.values = values
    }

    /// Creates a response from a dictionary literal; the last of equal names applies.
    public init(dictionaryLiteral members: (String, String)...) {
        self.init(Dictionary(members) { $1 })
    }

    /// Writes the values, in the order of their names.
    ///
    /// - Throws: ``EventError`` with the code `responseTooLarge` if the response exceeds 32 KB.
    public func encodeEvent(to writer: inout JSONWriter) throws {
        let bytes = JSON(strings: values).bytes
        guard bytes.count <= Self.maximumSize else {
            throw EventError(
                .responseTooLarge,
                "The response must have at most \(Self.maximumSize) bytes, but has \(bytes.count)."
            )
        }
        writer.raw(bytes)
    }
}
