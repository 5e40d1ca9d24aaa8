package import HTTPTypes

extension HTTPResponse.Status {
    /// Whether responses with this status have no body and no content type (RFC 9110, sections 15.2, 15.3.5 and 15.4.5).
    var isBodiless: Bool {
        code == 204 || code == 304 || 100..<200 ~= code
    }

    /// The reason phrase; for a status without one, the phrase registered for its code or that of its class.
    package var phrase: String {
        if !reasonPhrase.isEmpty { return reasonPhrase }
        if let known = Self.phrases[code] { return known }
        switch kind {
        case .informational: return "Informational"
        case .successful: return "Success"
        case .redirection: return "Redirection"
        case .clientError: return "Client Error"
        case .serverError: return "Server Error"
        case .invalid: return "Unknown"
        }
    }

    private static let phrases: [Int: String] = {
        let known: [HTTPResponse.Status] = [
            .continue, .switchingProtocols, .earlyHints, .ok, .created, .accepted, .nonAuthoritativeInformation,
            .noContent, .resetContent, .partialContent, .multipleChoices, .movedPermanently, .found, .seeOther,
            .notModified, .temporaryRedirect, .permanentRedirect, .badRequest, .unauthorized, .forbidden, .notFound,
            .methodNotAllowed, .notAcceptable, .proxyAuthenticationRequired, .requestTimeout, .conflict, .gone,
            .lengthRequired, .preconditionFailed, .contentTooLarge, .uriTooLong, .unsupportedMediaType,
            .rangeNotSatisfiable, .expectationFailed, .misdirectedRequest, .unprocessableContent, .tooEarly,
            .upgradeRequired, .preconditionRequired, .tooManyRequests, .requestHeaderFieldsTooLarge,
            .unavailableForLegalReasons, .internalServerError, .notImplemented, .badGateway, .serviceUnavailable,
            .gatewayTimeout, .httpVersionNotSupported, .networkAuthenticationRequired,
        ]
        var phrases = [402: "Payment Required", 423: "Locked", 424: "Failed Dependency", 507: "Insufficient Storage"]
        for status in known { phrases[status.code] = status.reasonPhrase }
        return phrases
    }()
}
