import Glibc

/// The measured PostgreSQL database: that of `DATABASE_URL`, or a temporary server.
struct PostgresSource {
    /// The database's URL.
    let url: String
    private let server: PostgresServer?

    init() throws(BenchError) {
        if let given = unsafe getenv("DATABASE_URL") {
            url = unsafe String(cString: given)
            server = nil
        } else {
            let own = try PostgresServer()
            url = own.url
            server = own
        }
    }
}
