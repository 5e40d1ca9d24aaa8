import HTTPTypes

extension Request {
    /// The header fields that usually carry credentials.
    private static let credentialFields: [HTTPField.Name] =
        [.authorization, .cookie] + [HTTPField.Name("X-API-Key")].compactMap(\.self)

    /// Whether it carries credentials: a usual field, one of others, or what an authorizer of the platform has added.
    func hasCredentials(in others: [HTTPField.Name] = []) -> Bool {
        authorizer != nil || Self.credentialFields.contains { header($0) != nil }
            || others.contains { header($0) != nil }
    }
}
