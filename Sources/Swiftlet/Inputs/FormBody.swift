import HTTPTypes
import SwiftletJSON

/// A request's body as the inputs that read a form see it.
struct FormBody {
    /// The default limit of fields in a form, files included.
    static let defaultFieldLimit = 1000

    /// The fields, in order, decoded.
    let fields: [QueryItem]
    /// The files, under the names of their fields.
    let files: [(name: String, file: UploadedFile)]
    /// The fields and files of a multipart form, in order; `nil` for a file input in which nothing was selected.
    private let parts: [(name: String, value: InputValue?)]?
    /// What is wrong with the body.
    let fault: Fault?

    /// What is wrong with a body that should be a form.
    enum Fault {
        /// It is broken, for a reason in a sentence.
        case malformed(String)
        /// It has more fields than the limit.
        case tooManyFields(limit: Int)
    }

    private var entries: [(name: String, value: InputValue?)] {
        parts ?? fields.map { ($0.name, .text($0.value)) }
    }

    /// The form as the input of a model with these fields, as FastAPI extracts it.
    ///
    /// A list has all values of its name, empty ones too. Any other field has the last one, and was not filled in if that is
    /// empty. A name that is no field's keeps its values: it may be forbidden, or kept as an extra key.
    func input<Root>(for modelFields: [AnyField<Root>]) -> InputValue {
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

    /// The files and texts of a name, in order.
    func values(named name: String) -> [InputValue] {
        entries.filter { $0.name.utf8Equals(name) }.compactMap(\.value)
    }

    /// The last file or text of a name, or `nil` if that is empty.
    func lastValue(named name: String) -> InputValue? {
        guard let last = entries.last(where: { $0.name.utf8Equals(name) })?.value, !last.isEmptyText else { return nil }
        return last
    }

    /// Reads a form.
    ///
    /// - Parameters:
    ///   - request: the request; one whose content type is no form's has an empty form.
    ///   - limit: the most fields, files included.
    init(_ request: Request, limit: Int) {
        let type = request.header(.contentType)
        switch ContentType.mediaType(type) {
        case "application/x-www-form-urlencoded":
            let body = request.body
            let fields = QueryString.parse(body.span, limit: limit)
            if fields.count > limit {
                self.init(fault: .tooManyFields(limit: limit))
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
                    self.init(fault: .tooManyFields(limit: limit))
                    return
                }
                self.init(parts)
            } catch {
                self.init(fault: .malformed(error.description))
            }
        default:
            self.init()
        }
    }

    private init(fields: [QueryItem] = [], fault: Fault? = nil) {
        self.fields = fields
        self.files = []
        self.parts = nil
        self.fault = fault
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
                // A browser sends an empty part for a file input in which nothing was selected.
                entries.append((part.name, nil))
            }
        }
        self.fields = fields
        self.files = files
        self.parts = entries
        self.fault = nil
    }
}

extension InputValue {
    fileprivate var isEmptyText: Bool {
        if case .text(let text) = self { text.isEmpty } else { false }
    }
}

extension RequestScope {
    /// Checks that the body is a form.
    ///
    /// - Throws: an ``HTTPError`` with status 400 if it is broken, and 413 if it has too many fields.
    func checkForm() throws {
        switch form.fault {
        case .malformed(let reason): throw HTTPError(.badRequest, reason)
        case .tooManyFields(let limit):
            throw HTTPError(.contentTooLarge, "The form has more than \(limit) fields.")
        case nil: break
        }
    }
}
