/// A value in a document: a lightweight view that decodes on access.
///
/// ```swift
/// let names = users.root["users"]?.elements.compactMap { $0["name"]?.string } ?? []
/// ```
///
/// Accessors return `nil` or an empty sequence if the value is of another kind; none traps.
public struct JSONNode: Sendable {
    /// The seven kinds of JSON value, with `true` and `false` as one.
    public enum Kind: Sendable, Hashable {
        /// The literal `null`.
        case null
        /// The literals `true` and `false`.
        case bool
        /// A number of any size.
        case number
        /// A string.
        case string
        /// An array.
        case array
        /// An object.
        case object
    }

    /// The document of the value.
    @usableFromInline
    package let document: JSONDocument

    @usableFromInline let index: Int

    @inlinable
    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    @inline(__always) var word: TapeWord { document.tape[index] }

    /// The kind of the value.
    public var kind: Kind {
        switch word.kind {
        case .null: .null
        case .true, .false: .bool
        case .integer, .decimal: .number
        case .string, .escapedString: .string
        case .array: .array
        case .object: .object
        }
    }

    /// The member with this key, or `nil` if there is none or the value is not an object.
    ///
    /// Keys are compared by their code points, without Unicode normalization. Of duplicate keys the last one is used.
    /// The lookup is linear in the number of members; it neither decodes nor allocates.
    @inlinable
    public subscript(_ key: String) -> JSONNode? {
        let found = document.member(of: index, named: key)
        return found < 0 ? nil : JSONNode(document: document, index: found)
    }

    /// The element at this position, or `nil` if there is none or the value is not an array.
    ///
    /// The lookup is linear in the position; use `elements` to iterate.
    public subscript(_ position: Int) -> JSONNode? {
        guard word.kind == .array, position >= 0, position < count else { return nil }
        var cursor = index + 2
        for _ in 0..<position {
            cursor += document.tape[cursor].width
        }
        return JSONNode(document: document, index: cursor)
    }

    /// The number of elements of an array or members of an object, 0 for anything else.
    ///
    /// Members with duplicate keys are each counted.
    public var count: Int {
        word.isContainer ? document.tape[index + 1].childCount : 0
    }

    /// The byte offset at which the value starts in the document's text.
    public var offset: Int {
        let word = word
        return word.isStringWord ? word.offset - 1 : word.offset
    }

    /// The value's bytes in the document's text.
    public var rawBytes: ArraySlice<UInt8> {
        let word = word
        if word.isContainer {
            return document.bytes[word.offset..<document.tape[index + 1].endOffset]
        }
        if word.isStringWord {
            return document.bytes[word.offset - 1..<word.offset + word.length + 1]
        }
        return document.bytes[word.offset..<word.offset + word.length]
    }
}

extension JSONNode: CustomStringConvertible {
    /// The value's text.
    public var description: String { String(decoding: rawBytes, as: UTF8.self) }
}
