/// The source of new credentials after a server has rejected those in the URL.
enum CredentialReload: Sendable {
    /// A provider of the URL itself, which replaces the old one.
    case url(Database.CredentialProvider)
    /// A provider of the primary's URL, of which a replica uses the user and password.
    case credentialsOfPrimary(Database.CredentialProvider)

    /// Creates the source for one of the two URLs, or returns `nil` if there is none.
    ///
    /// - Parameters:
    ///   - parameters: The parsed URL.
    ///   - configuration: The configuration with the providers.
    ///   - primary: The URL of the primary if `parameters` is that of replicas.
    init?(_ parameters: PostgresParameters, _ configuration: Database.Configuration, primary: DatabaseURL?) {
        guard let primary else {
            guard let reloadURL = configuration.reloadURL else { return nil }
            self = .url(reloadURL)
            return
        }
        if let reloadReadURL = configuration.reloadReadURL {
            self = .url(reloadReadURL)
        } else if let reloadURL = configuration.reloadURL, case .postgres(let shared) = primary,
            parameters["user"] == nil || parameters["user"] == shared["user"]
        {
            // A replica has the roles of its primary, so the same user has the same password.
            self = .credentialsOfPrimary(reloadURL)
        } else {
            // A different user, whose password is not in the URL of the primary.
            return nil
        }
    }
}
