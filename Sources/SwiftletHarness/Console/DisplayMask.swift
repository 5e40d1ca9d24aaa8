import HTTPTypes
import Swiftlet
import SwiftletFixtures
import SwiftletJSON

/// Hides the secrets of an invocation where it is displayed, by the rules by which recordings are masked.
struct DisplayMask {
    /// The text that is shown instead of a secret; ASCII, so that header fields can contain it.
    static let text = "******"

    private let operation: RouteOperation?
    private var replacements = SecretReplacements(mask: Self.text)

    /// - Parameter operation: The operation that the request calls, whose schemas mark secrets.
    init(_ operation: RouteOperation?) {
        self.operation = operation
    }

    /// Returns a request without its secrets.
    mutating func masked(_ request: Request) -> Request {
        var mask = RequestMask(
            operation: operation,
            // Credentials are replaced, too.
            isUnauthorized: true,
            variables: [:],
            known: 0,
            values: RecordedValues(),
            replacements: replacements
        )
        let masked = mask.masked(request)
        replacements = mask.replacements
        return masked
    }

    /// Returns a response without its secrets; only a buffered body is kept.
    mutating func masked(_ response: Response) -> Response {
        var response = response
        var message = Request(headers: response.headers)
        if case .bytes(let bytes) = response.body { message.body = bytes }
        let visible = masked(message)
        response.headers = HTTPFields()
        for var field in visible.headers {
            if field.name == .setCookie { field.value = Self.masked(cookie: field.value) }
            response.headers.append(field)
        }
        response.body = .bytes(visible.body)
        return response
    }

    /// Returns JSON text without its secrets.
    mutating func masked(json bytes: [UInt8]) -> [UInt8] {
        masked(Request(headers: [.contentType: "application/json"], body: bytes)).body
    }

    /// Returns a text without the secrets that are known or have a known format.
    mutating func masked(_ text: String) -> String {
        replacements.maskingFormats(replacements.masking(text))
    }

    /// A `Set-Cookie` field without the value of the cookie.
    private static func masked(cookie: String) -> String {
        let end = cookie.firstIndex(of: ";") ?? cookie.endIndex
        guard let equals = cookie[..<end].firstIndex(of: "="), cookie.index(after: equals) != end else { return cookie }
        return cookie[...equals] + text + cookie[end...]
    }
}
