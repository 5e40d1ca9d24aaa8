import CPostgres
import Glibc

/// libpq as a C program would use it: one connection, prepared statements, blocking calls, text results.
@safe final class BarePostgres: @unchecked Sendable {
    // Guard: one benchmark at a time uses it, on one thread.
    private let connection: OpaquePointer

    init(_ url: String) throws(BenchError) {
        guard let connection = unsafe PQconnectdb(url) else { throw BenchError("libpq is out of memory") }
        unsafe self.connection = unsafe connection
        guard unsafe PQstatus(connection) == CONNECTION_OK else {
            throw BenchError("libpq cannot connect: \(unsafe String(cString: PQerrorMessage(connection)))")
        }
    }

    deinit {
        unsafe PQfinish(connection)
    }

    func prepare(_ name: String, _ text: String) throws(BenchError) {
        let result = unsafe PQprepare(connection, name, text, 0, nil)
        defer { unsafe PQclear(result) }
        guard unsafe PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw BenchError("libpq cannot prepare the statement")
        }
    }

    /// Runs a prepared statement with one argument, and reads every value of an `id`, `name`, `email` row.
    func run(_ name: String, _ argument: Int) throws(BenchError) -> Int {
        let result = unsafe "\(argument)"
            .withCString { text in
                var value: UnsafePointer<CChar>? = unsafe text
                return unsafe PQexecPrepared(connection, name, 1, &value, nil, nil, 0)
            }
        defer { unsafe PQclear(result) }
        guard unsafe PQresultStatus(result) == PGRES_TUPLES_OK else {
            throw BenchError("libpq cannot execute the statement")
        }
        var sum = 0
        for row in 0..<(unsafe PQntuples(result)) {
            sum &+= unsafe atol(PQgetvalue(result, row, 0))
            for column in 1..<(unsafe PQnfields(result)) {
                sum &+= unsafe strlen(PQgetvalue(result, row, column))
            }
        }
        return sum
    }
}
