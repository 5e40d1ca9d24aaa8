import HTTPTypes

extension Request {
    /// The header fields that commonly contain credentials.
    private static let credentialFields: [HTTPField.Name] =
        [.authorization, .cookie] + [HTTPField.Name("X-API-Key")].compactMap(\.self)

    /// Whether the request contains credentials: a common credential field, one of the others, or an authorizer's result.
    func hasCredentials(in others: [HTTPField.Name] = []) -> Bool {
        authorizer != nil || Self.credentialFields.contains { header($0) != nil }
            || others.contains { header($0) != nil }
    }
}
