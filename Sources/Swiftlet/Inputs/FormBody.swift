import HTTPTypes

/// A request's body as the inputs that read a form see it.
struct FormBody {
    /// The fields, in order, decoded.
    let fields: [QueryItem]
    /// The files, under the names of their fields.
    let files: [(name: String, file: UploadedFile)]
    /// What is wrong with a body that should be a form, in a sentence.
    let fault: String?

    /// The fields that have a value, and those of a name that is repeated: they are the elements of a list.
    var filledFields: [QueryItem] {
        fields.filter { field in !field.value.isEmpty || fields.count { $0.name == field.name } > 1 }
    }

    init(_ request: Request) {
        let type = request.header(.contentType)
        switch ContentType.mediaType(type) {
        case "application/x-www-form-urlencoded":
            self.init(fields: QueryString.parse(String(decoding: request.body, as: UTF8.self)))
        case "multipart/form-data":
            do throws(MultipartError) {
                guard let boundary = ContentType.parameter("boundary", of: type) else {
                    throw MultipartError("Missing boundary in multipart.")
                }
                let parts = try Multipart.parse(request.body, boundary: boundary)
                self.init(
                    fields: parts.compactMap { part in part.text.map { QueryItem(part.name, $0) } },
                    files: parts.compactMap { part in part.file.map { (part.name, $0) } }
                )
            } catch {
                self.init(fault: error.description)
            }
        default:
            self.init()
        }
    }

    private init(fields: [QueryItem] = [], files: [(name: String, file: UploadedFile)] = [], fault: String? = nil) {
        self.fields = fields
        self.files = files
        self.fault = fault
    }
}
