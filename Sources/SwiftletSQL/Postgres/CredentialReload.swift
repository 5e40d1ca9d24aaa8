/// Where new credentials come from after a server has rejected the ones in the URL.
enum CredentialReload: Sendable {
    /// The URL itself, which replaces the old one.
    case url(Database.CredentialProvider)
    /// The URL of the primary, of which a replica uses the user and the password.
    case credentialsOfPrimary(Database.CredentialProvider)

    /// The source for one of the two URLs, nil where there is none.
    ///
    /// - Parameters:
    ///   - parameters: The URL.
    ///   - configuration: The providers.
    ///   - primary: The other URL where this one is that of replicas.
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
            // A replica has the roles of its primary: the same user has the same password, whatever an older URL says.
            self = .credentialsOfPrimary(reloadURL)
        } else {
            // The user is another one, whose password the URL of the primary does not have.
            return nil
        }
    }
}
