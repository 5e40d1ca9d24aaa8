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
    /// The fields and files of a multipart form, in order.
    private let entries: [(name: String, value: InputValue)]
    /// What is wrong with the body.
    let fault: Fault?

    /// What is wrong with a body that should be a form.
    enum Fault {
        /// It is broken, for a reason in a sentence.
        case malformed(String)
        /// It has more fields than the limit.
        case tooManyFields(limit: Int)
    }

    /// The fields that have a value, and those of a name that is repeated: they are the elements of a list.
    var filledFields: [QueryItem] {
        let unfilled = unfilledNames
        return unfilled.isEmpty ? fields : fields.filter { !unfilled.contains(UTF8Key($0.name)) }
    }

    /// The names whose only field is empty.
    private var unfilledNames: Set<UTF8Key> {
        guard fields.contains(where: \.value.isEmpty) else { return [] }
        var counts: [UTF8Key: Int] = [:]
        for field in fields { counts[UTF8Key(field.name), default: 0] += 1 }
        return Set(fields.lazy.filter(\.value.isEmpty).map { UTF8Key($0.name) }.filter { counts[$0] == 1 })
    }

    /// The whole form as the input of a model.
    var input: InputValue {
        if files.isEmpty { return .fields(filledFields) }
        let unfilled = unfilledNames
        return .form(
            entries.filter { name, value in
                if case .text = value { !unfilled.contains(UTF8Key(name)) } else { true }
            }
        )
    }

    /// The files of a name and the texts that are not empty, in order: of several the last is the value.
    func values(named name: String) -> [InputValue] {
        if files.isEmpty {
            return fields.filter { $0.name.utf8Equals(name) && !$0.value.isEmpty }.map { .text($0.value) }
        }
        return entries.filter { $0.name.utf8Equals(name) && $0.value.string?.isEmpty != true }.map(\.value)
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
        self.entries = []
        self.fault = fault
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
                // A browser sends an empty part for a file input in which nothing was selected.
                files.append((part.name, file))
                entries.append((part.name, .file(file)))
            }
        }
        self.fields = fields
        self.files = files
        self.entries = entries
        self.fault = nil
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
