/// A connection parameter, such as `host`.
struct PostgresParameter: Equatable, Sendable {
    var keyword: String
    var value: String
}
