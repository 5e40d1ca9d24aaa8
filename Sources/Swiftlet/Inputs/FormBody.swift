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
    /// The fields and files of a multipart form, in order.
    private let entries: [(name: String, value: InputValue)]
    /// The error if the body is not a valid form.
    let parseError: ParseError?

    /// An error in parsing a form.
    enum ParseError {
        /// The body is malformed, for the given reason, a full sentence.
        case malformed(String)
        /// The form has more fields than the limit.
        case tooManyFields(limit: Int)
    }

    /// The fields without empty ones, except for empty fields with a repeated name, which are elements of a list.
    var nonEmptyFields: [QueryItem] {
        let empty = emptyNames
        return empty.isEmpty ? fields : fields.filter { !empty.contains(UTF8Key($0.name)) }
    }

    /// The names whose only field is empty.
    private var emptyNames: Set<UTF8Key> {
        guard fields.contains(where: \.value.isEmpty) else { return [] }
        var counts: [UTF8Key: Int] = [:]
        for field in fields { counts[UTF8Key(field.name), default: 0] += 1 }
        return Set(fields.lazy.filter(\.value.isEmpty).map { UTF8Key($0.name) }.filter { counts[$0] == 1 })
    }

    /// The form as input for decoding a model.
    var input: InputValue {
        if files.isEmpty { return .fields(nonEmptyFields) }
        let empty = emptyNames
        return .form(
            entries.filter { name, value in
                if case .text = value { !empty.contains(UTF8Key(name)) } else { true }
            }
        )
    }

    /// The files and non-empty fields with a name, in order; a single value is the last of them.
    func values(named name: String) -> [InputValue] {
        if files.isEmpty {
            return fields.filter { $0.name.utf8Equals(name) && !$0.value.isEmpty }.map { .text($0.value) }
        }
        return entries.filter { $0.name.utf8Equals(name) && $0.value.string?.isEmpty != true }.map(\.value)
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
        self.entries = []
        self.parseError = parseError
    }

    private init(_ parts: [Multipart.Part]) {
        var fields: [QueryItem] = []
        var files: [(name: String, file: UploadedFile)] = []
        var entries: [(name: String, value: InputValue)] = []
        for part in parts {
            if let text = part.text {
                fields.append(QueryItem(part.name, text))
                entries.append((part.name, .text(text)))
            } else if let file = part.file, !file.filename.isEmpty || !file.bytes.isEmpty {
                // Browsers send an empty part for a file input without a selection.
                files.append((part.name, file))
                entries.append((part.name, .file(file)))
            }
        }
        self.fields = fields
        self.files = files
        self.entries = entries
        self.parseError = nil
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
