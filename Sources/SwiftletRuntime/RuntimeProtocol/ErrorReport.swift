import SwiftletJSON

/// An error report for the runtime API.
package struct ErrorReport: Error, Hashable, CustomStringConvertible {
    /// The error type of the header field: `Category.Reason`.
    package struct Kind: Hashable, Sendable, CustomStringConvertible {
        /// The header's value.
        package let description: String

        /// A failure of the platform or of the process around the handler.
        ///
        /// - Parameter reason: A word; characters other than ASCII letters are dropped.
        /// - Returns: The kind.
        package static func runtime(_ reason: String) -> Kind { Kind(description: "Runtime." + word(reason)) }

        /// A failure of the handler.
        ///
        /// - Parameter reason: A word; characters other than ASCII letters are dropped.
        /// - Returns: The kind.
        package static func function(_ reason: String) -> Kind { Kind(description: "Function." + word(reason)) }

        /// The reason in the platform's pattern, `[A-Z][A-Za-z]+`.
        private static func word(_ text: String) -> String {
            let letters = text.prefix(128).filter { $0.isASCII && $0.isLetter }
            guard letters.count > 1 else { return "Unknown" }
            return letters.prefix(1).uppercased() + letters.dropFirst()
        }
    }

    /// The kind of failure.
    package var kind: Kind
    /// The name of the error's type.
    package var type: String
    /// The error message.
    package var message: String
    /// The stack trace, outermost frame last; empty for Swift errors.
    package var stackTrace: [String] = []

    /// Creates a report.
    package init(_ kind: Kind, type: String? = nil, message: String) {
        self.kind = kind
        self.type = type ?? kind.description
        self.message = message
    }

    /// Creates a report from an error's type name and description.
    ///
    /// - Parameters:
    ///   - error: The error.
    ///   - kind: The kind of failure; by default `Function.` and the type's name.
    package init(_ error: any Error, kind: Kind? = nil) {
        if let report = error as? ErrorReport {
            self = report
            return
        }
        let type = Self.typeName(of: error)
        self.init(kind ?? .function(type), type: type, message: String(describing: error))
    }

    /// The name of an error's type without its module; for a report, its ``type``.
    package static func typeName(of error: any Error) -> String {
        (error as? ErrorReport)?.type ?? String(describing: Swift.type(of: error))
    }

    /// The error message.
    package var description: String { message }

    /// The body of an error call: `errorMessage`, `errorType` and `stackTrace`.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("errorMessage")
        writer.string(Self.cut(message, to: Self.messageLimit))
        writer.key("errorType")
        writer.string(type)
        writer.key("stackTrace")
        writer.beginArray()
        for line in stackTrace { writer.string(line) }
        writer.endArray()
        writer.endObject()
        return writer.finish()
    }

    /// The maximum length of a message in bytes: a longer one could make the report itself fail.
    static let messageLimit = 64 * 1024

    /// Truncates a text to `limit` bytes at a UTF-8 boundary.
    static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var bytes = Array(text.utf8.prefix(max(0, limit)))
        // Remove an incomplete sequence: continuation bytes, then their lead byte.
        while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
        if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self) + "…"
    }
}
