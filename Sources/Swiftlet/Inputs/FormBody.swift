import HTTPTypes
import SwiftletJSON

/// A request body parsed as a form.
struct FormBody {
    /// The default maximum number of fields in a form, including files.
    static let defaultFieldLimit = 1000

    /// The decoded fields in order.
    let fields: [QueryItem]
    /// The files with their field names, in order.
    let files: [(name: String, file: UploadedFile)]
    /// The fields and files of a multipart form, in order; `nil` for a file input without a selection.
    private let parts: [(name: String, value: InputValue?)]?
    /// The error if the body is not a valid form.
    let parseError: ParseError?

    /// An error in parsing a form.
    enum ParseError {
        /// The body is malformed, for the given reason, a full sentence.
        case malformed(String)
        /// The form has more fields than the limit.
        case tooManyFields(limit: Int)
    }

    private var entries: [(name: String, value: InputValue?)] {
        parts ?? fields.map { ($0.name, .text($0.value)) }
    }

    /// Returns the form as input for decoding a model with the given fields, as FastAPI extracts it.
    ///
    /// A repeatable field keeps all its values, including empty ones. Any other field keeps its last value, or none if that is
    /// empty. Unknown names keep all their values, because the model may reject extra keys or decode them.
    func input(for modelFields: [AnyField]) -> InputValue {
        var isRepeated: [UTF8Key: Bool] = [:]
        for field in modelFields {
            for name in [field.name] + field.aliases { isRepeated[UTF8Key(name)] = field.isRepeated }
        }
        var last: [UTF8Key: Int] = [:]
        let entries = entries
        for (index, entry) in entries.enumerated() { last[UTF8Key(entry.name)] = index }
        var result: [(name: String, value: InputValue)] = []
        for (index, (name, value)) in entries.enumerated() {
            guard let value else { continue }
            let key = UTF8Key(name)
            if isRepeated[key] == false, last[key] != index || value.isEmptyText { continue }
            result.append((name, value))
        }
        return files.isEmpty ? .fields(result.map { QueryItem($0.name, $0.value.string ?? "") }) : .form(result)
    }

    /// Returns the files and strings with a name, in order.
    func values(named name: String) -> [InputValue] {
        entries.filter { $0.name.utf8Equals(name) }.compactMap(\.value)
    }

    /// Returns the last file or string with a name, or `nil` if it is empty or a file input without a selection.
    func lastValue(named name: String) -> InputValue? {
        guard let last = entries.last(where: { $0.name.utf8Equals(name) })?.value, !last.isEmptyText else { return nil }
        return last
    }

    /// Creates a form by parsing the body of a request.
    ///
    /// - Parameters:
    ///   - request: The request; the form is empty if its content type is not that of a form.
    ///   - limit: The maximum number of fields, including files.
    init(_ request: Request, limit: Int) {
        let type = request.header(.contentType)
        switch ContentType.mediaType(type) {
        case "application/x-www-form-urlencoded":
            let body = request.body
            let fields = QueryString.parse(body.span, limit: limit)
            if fields.count > limit {
                self.init(parseError: .tooManyFields(limit: limit))
            } else {
                self.init(fields: fields)
            }
        case "multipart/form-data":
            do throws(MultipartError) {
                guard let boundary = ContentType.parameter("boundary", of: type) else {
                    throw .missingBoundary
                }
                guard !request.body.isEmpty else {
                    self.init()
                    return
                }
                let parts = try Multipart.parse(request.body, boundary: boundary, limit: limit)
                guard parts.count <= limit else {
                    self.init(parseError: .tooManyFields(limit: limit))
                    return
                }
                self.init(parts)
            } catch {
                self.init(parseError: .malformed(error.description))
            }
        default:
            self.init()
        }
    }

    private init(fields: [QueryItem] = [], parseError: ParseError? = nil) {
        self.fields = fields
        self.files = []
        self.parts = nil
        self.parseError = parseError
    }

    private init(_ parts: [Multipart.Part]) {
        var fields: [QueryItem] = []
        var files: [(name: String, file: UploadedFile)] = []
        var entries: [(name: String, value: InputValue?)] = []
        for part in parts {
            if let text = part.text {
                fields.append(QueryItem(part.name, text))
                entries.append((part.name, .text(text)))
            } else if let file = part.file, !file.filename.isEmpty || !file.bytes.isEmpty {
                files.append((part.name, file))
                entries.append((part.name, .file(file)))
            } else {
                // Browsers send an empty part for a file input without a selection.
                entries.append((part.name, nil))
            }
        }
        self.fields = fields
        self.files = files
        self.parts = entries
        self.parseError = nil
    }
}

extension InputValue {
    fileprivate var isEmptyText: Bool {
        if case .text(let text) = self { text.isEmpty } else { false }
    }
}

extension RequestScope {
    /// Parses the body as a form.
    ///
    /// - Throws: ``HTTPError`` with status 400 if the form is malformed, or 413 if it has too many fields.
    func validateForm() throws {
        switch form.parseError {
        case .malformed(let reason): throw HTTPError(.badRequest, reason)
        case .tooManyFields(let limit):
            throw HTTPError(.contentTooLarge, "The form has more than \(limit) fields.")
        case nil: break
        }
    }
}
