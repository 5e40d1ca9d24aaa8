public import Swiftlet
import SwiftletSecurity

/// The users service: what is deployed, served locally, and tested.
///
/// - Parameter values: the settings.
/// - Returns: the app.
public func usersApp(_ values: Settings) -> App {
    // No request of this service is anywhere near as large.
    App(
        title: values.projectName,
        version: "1.0.0",
        settings: values,
        trustedProxies: values.trustedProxies,
        bodyLimit: 16_384
    ) {
        RequestLog()
        // Credentials for every origin would let any website act for its visitors.
        CORS(allowing: values.allowedOrigins, credentials: !values.allowedOrigins.contains("*"))
        SecurityHeaders()
        RateLimiting(rateLimiter)
        Routes(values.apiPrefix) {
            Routes("/users", tags: ["users"]) {
                listUsers
                getCurrentUser
                getUser
                createUser
                updateUser
                deleteUser
            }
            Routes("/auth", tags: ["auth"]) {
                login
                refresh
                logout
                logoutEverywhere
            }
        }
        health
        OpenAPIRoutes(document: values.apiPrefix + "/openapi.json")
        welcomeDigest
        userImports
        migrate
        createUserCommand
        promoteCommand
    }
}
