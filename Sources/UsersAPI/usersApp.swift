public import Swiftlet
import SwiftletMetrics
import SwiftletSecurity

/// The users service, for deployment, local serving and tests.
///
/// - Parameter values: The settings.
/// - Returns: The app.
public func usersApp(_ values: Settings) -> App {
    // Larger than any request of this service.
    App(
        title: values.projectName,
        version: "1.0.0",
        settings: values,
        trustedProxies: values.trustedProxies,
        bodyLimit: 16_384
    ) {
        if let metrics = values.metrics { InvocationMetrics(metrics) }
        RequestLog()
        // With credentials for every origin, any website could act for its visitors.
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
        OpenAPIMetadata(tags: [
            .init("users", description: "The accounts of the service. Changes require the scope `users:write`."),
            .init("auth", description: "Login, refresh and logout."),
            .init("health", description: "For monitoring."),
        ])
        OpenAPIRoutes(document: values.apiPrefix + "/openapi.json")
        welcomeDigest
        userImports
    }
}
