import Synchronization

/// What an app says of itself: its title and its routes. The routes are known once the app is put together.
final class AppDescription: Sendable {
    let title: String
    let version: String
    let summary: String?
    private let listed = Mutex<[Route]>([])

    init(title: String, version: String, summary: String?) {
        self.title = title
        self.version = version
        self.summary = summary
    }

    var routes: [Route] { listed.withLock { $0 } }

    func complete(_ routes: [Route]) {
        listed.withLock { $0 = routes }
    }
}
