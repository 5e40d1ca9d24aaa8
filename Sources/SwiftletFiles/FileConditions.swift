import Swiftlet

/// The preconditions of a request for a file (RFC 9110, section 13).
struct FileConditions {
    /// The result of evaluating them.
    enum Outcome {
        case met
        case notModified
        case failed
    }

    private let request: Request
    /// The file's strong entity tag, with its quotes.
    private let tag: String
    /// The modification time in seconds since 1970, or `nil` if unknown.
    private let modified: Int?

    init(_ request: Request, tag: String, modified: Int?) {
        self.request = request
        self.tag = tag
        self.modified = modified
    }

    /// The outcome, in the order of section 13.2.2: a field about tags takes precedence over one about dates.
    var outcome: Outcome {
        if let field = field(.ifMatch) {
            if !contains(field, isWeak: false) { return .failed }
        } else if let date = date(.ifUnmodifiedSince), let modified, modified > date {
            return .failed
        }
        if let field = field(.ifNoneMatch) { return contains(field, isWeak: true) ? .notModified : .met }
        if let date = date(.ifModifiedSince), let modified, modified <= date { return .notModified }
        return .met
    }

    /// Whether a range may be sent: `If-Range` matches the file, or is absent.
    var allowsRange: Bool {
        guard let field = field(.ifRange) else { return true }
        if field.utf8Equals(tag) { return true }
        guard let modified, let date = HTTPDate.parse(field) else { return false }
        return date == modified
    }

    private func field(_ name: HTTPField.Name) -> String? {
        request.header(name)
    }

    private func date(_ name: HTTPField.Name) -> Int? {
        field(name).flatMap(HTTPDate.parse)
    }

    /// Whether a list of tags contains the file's; a quoted tag may contain commas.
    private func contains(_ field: String, isWeak: Bool) -> Bool {
        if field.utf8.elementsEqual("*".utf8) { return true }
        let parts = field.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        let own = tag.utf8.dropFirst().dropLast()
        return parts.indices.contains { index in
            guard !index.isMultiple(of: 2), index + 1 < parts.count, parts[index].elementsEqual(own) else {
                return false
            }
            let mark = parts[index - 1].suffix(2)
            return isWeak || !mark.elementsEqual("W/".utf8)
        }
    }
}
