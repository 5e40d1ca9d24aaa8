/// An error in a multipart body, with Starlette's messages.
struct MultipartError: Error, CustomStringConvertible {
    /// The content type has no boundary, or one that is not 1 to 70 characters long (RFC 2046, section 5.1.1).
    static let missingBoundary = MultipartError(description: "Missing boundary in multipart.")
    /// The body is malformed or truncated.
    static let invalidData = MultipartError(description: "Invalid multipart data.")
    /// A part has no `Content-Disposition: form-data` with a name.
    static let missingName = MultipartError(
        description: "The Content-Disposition header field \"name\" must be provided."
    )

    let description: String
}
