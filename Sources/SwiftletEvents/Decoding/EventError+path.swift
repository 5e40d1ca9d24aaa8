import Swiftlet

extension EventError {
    /// Runs a closure and prepends a path component to any error it throws.
    static func at<Result>(
        _ step: String,
        _ body: () throws(EventError) -> Result
    ) throws(EventError) -> Result {
        do {
            return try body()
        } catch {
            throw error.inside(step)
        }
    }

    /// Runs a closure and prepends a path component to any ``EventError`` it throws; other errors are rethrown unchanged.
    static func nested<Result>(_ step: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as EventError {
            throw error.inside(step)
        }
    }
}
