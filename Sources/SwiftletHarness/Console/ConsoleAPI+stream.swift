import Swiftlet
import SwiftletJSON

extension ConsoleAPI {
    /// The interval of comments, without which the connection of a page that was closed would never end.
    private static let heartbeat: Duration = .seconds(15)

    /// The invocations that start and end from now on, as server-sent events: `entry` with a summary, or `cleared`.
    func stream() -> Response {
        let changes = journal.changes()
        let app = app
        let body = BodyStream { write in
            try await write(Array(": connected\n\n".utf8))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await change in changes {
                        try await write(Self.event(change, of: app))
                    }
                }
                group.addTask {
                    while true {
                        try await Task.sleep(for: Self.heartbeat)
                        try await write(Array(": heartbeat\n\n".utf8))
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        return Response(headers: [.contentType: "text/event-stream"], body: .stream(body))
    }

    private static func event(_ change: InvocationJournal.Change, of app: App) -> [UInt8] {
        switch change {
        case .entry(let entry): Array("event: entry\ndata: \(InvocationView(entry, of: app).summary)\n\n".utf8)
        case .cleared: Array("event: cleared\ndata: {}\n\n".utf8)
        }
    }
}
