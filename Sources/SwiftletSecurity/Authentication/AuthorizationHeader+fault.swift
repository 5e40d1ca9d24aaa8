import Swiftlet

extension AuthorizationHeader {
    /// Logs why a request without a credential has none, if it has an `Authorization` field, whose value is not logged.
    ///
    /// The client only learns that it is not authenticated. Without the log, a malformed token looks like a missing one.
    static func logFault(of scope: RequestScope, expecting challenges: [String]) {
        let schemes = challenges.compactMap { $0.split(separator: " ").first }.filter { $0 != "APIKey" }
        guard !schemes.isEmpty, let fault = fault(in: scope.request, expecting: schemes) else { return }
        scope.context.logger.info("The Authorization header field was ignored: \(fault)")
    }

    /// The reason why the field holds no credential, without its value; `nil` if there is no field.
    private static func fault(in request: Request, expecting schemes: [Substring]) -> String? {
        let values = request.headers(named: .authorization)
        guard let value = values.first else { return nil }
        let expected = schemes.joined(separator: " or ")
        guard values.count == 1 else { return "there are \(values.count) of them." }
        guard let header = AuthorizationHeader(request) else {
            return value.utf8.contains(UInt8(ascii: " "))
                ? "there is nothing after the scheme."
                : "there is no space between a scheme and the credentials; the scheme must be \(expected)."
        }
        guard schemes.contains(where: { header.isScheme(String($0)) }) else { return "the scheme must be \(expected)." }
        return header.isScheme("bearer") ? "the token contains a space." : "the credentials are malformed."
    }
}
