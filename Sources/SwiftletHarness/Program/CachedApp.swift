import Swiftlet
import Synchronization

/// The app, created once on first use.
final class CachedApp: Sendable {
    private let make: @Sendable () throws -> App
    private let made = Mutex<Result<App, HarnessError>?>(nil)

    init(_ make: @escaping @Sendable () throws -> App) {
        self.make = make
    }

    /// Returns the app.
    ///
    /// - Throws: ``HarnessError`` with the app's error if it cannot be created.
    func app() throws(HarnessError) -> App {
        try made.withLock { made in
            if let made { return made }
            let result = Result { () throws(HarnessError) in try HarnessError.creatingApp(make) }
            made = result
            return result
        }
        .get()
    }
}
