import Swiftlet

/// The measured app: one endpoint with a path input, a query input with a range, and models as request and response body.
enum TypedApp {
    static func make() -> App {
        App(title: "Bench", version: "1.0.0") {
            Routes("/api/v1/users", tags: ["users"]) { endpoint }
        }
    }

    static let endpoint = Endpoint(
        .post,
        "/{user_id}",
        operationID: "update_user",
        summary: "Update a user",
        Path("user_id", Int.self),
        Query("size", Int.self, .range(1...100), default: 20),
        Body(UserUpdate.self)
    ) { id, size, user in
        UserResponse(id: id, name: user.name, email: user.email, page: size)
    }

    private struct UserUpdate: Model {
        var email: String
        var name: String
        var password: Secret<String>

        static let schema = Schema(
            UserUpdate.init,
            Field("email", \.email, .length(3...254)),
            Field("name", \.name, .length(2...100)),
            Field("password", \.password, .length(8...128))
        )
    }

    private struct UserResponse: Model {
        var id: Int
        var name: String
        var email: String
        var page: Int

        static let schema = Schema(
            UserResponse.init,
            Field("id", \.id),
            Field("name", \.name),
            Field("email", \.email),
            Field("page", \.page)
        )
    }
}
