import Testing

struct PostgresServer {
    static func shared() async throws -> PostgresServer { try Test.cancel("later") }
    func makeDatabase() async throws -> String { "" }
}
