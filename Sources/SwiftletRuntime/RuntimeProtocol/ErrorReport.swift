import SwiftletJSON

/// A failure as the runtime API is told of it.
package struct ErrorReport: Error, Hashable, CustomStringConvertible {
    /// The kind of failure, for the header: `Category.Reason`.
    package struct Kind: Hashable, Sendable, CustomStringConvertible {
        /// The header's value.
        package let description: String

        /// A failure of the platform or of the process around the handler.
        ///
        /// - Parameter reason: a word; characters other than ASCII letters are left out.
        /// - Returns: the kind.
        package static func runtime(_ reason: String) -> Kind { Kind(description: "Runtime." + word(reason)) }

        /// A failure of the handler.
        ///
        /// - Parameter reason: a word; characters other than ASCII letters are left out.
        /// - Returns: the kind.
        package static func function(_ reason: String) -> Kind { Kind(description: "Function." + word(reason)) }

        /// The reason as the platform's pattern wants it: `[A-Z][A-Za-z]+`.
        private static func word(_ text: String) -> String {
            let letters = text.prefix(128).filter { $0.isASCII && $0.isLetter }
            guard letters.count > 1 else { return "Unknown" }
            return letters.prefix(1).uppercased() + letters.dropFirst()
        }
    }

    /// The kind of failure.
    package var kind: Kind
    /// The error's type.
    package var type: String
    /// What went wrong.
    package var message: String
    /// Where it happened, outermost last.
    ///
    /// Swift errors do not carry it.
    package var stackTrace: [String] = []

    /// Makes a report.
    package init(_ kind: Kind, type: String? = nil, message: String) {
        self.kind = kind
        self.type = type ?? kind.description
        self.message = message
    }

    /// Reports an error by the name of its type and its description.
    ///
    /// - Parameters:
    ///   - error: what was thrown.
    ///   - kind: the kind of failure; by default one of the handler, with the type's name as reason.
    package init(_ error: any Error, kind: Kind? = nil) {
        if let report = error as? ErrorReport {
            self = report
            return
        }
        let type = Self.typeName(of: error)
        self.init(kind ?? .function(type), type: type, message: String(describing: error))
    }

    /// The name of an error's type, without its module; what a report says for itself.
    package static func typeName(of error: any Error) -> String {
        (error as? ErrorReport)?.type ?? String(describing: Swift.type(of: error))
    }

    /// What went wrong.
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

    /// What the platform needs of a message: more would only make the report itself fail.
    static let messageLimit = 64 * 1024

    /// The text's beginning, whole characters of at most `limit` bytes.
    static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var bytes = Array(text.utf8.prefix(max(0, limit)))
        // A character's continuation bytes belong to the lead byte before them.
        while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
        if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self) + "…"
    }
}
