/// The delay after failed attempts to create a dependency: 50 milliseconds, doubled with each failure, at most 5 seconds.
enum RetryBackoff {
    static func delay(afterFailures failures: Int) -> Duration {
        min(.milliseconds(50) * (1 << min(max(failures - 1, 0), 10)), .seconds(5))
    }
}
