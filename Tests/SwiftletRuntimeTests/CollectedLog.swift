import Foundation
import Logging
import Swiftlet
import SwiftletIO
import Synchronization

@testable import SwiftletRuntime

/// The log of a test.
final class CollectedLog: Sendable {
    private let collected = Mutex<[String]>([])

    var lines: [String] { collected.withLock { $0 } }
    var text: String { lines.joined(separator: "\n") }

    func output(_ format: LogFormat) -> RuntimeLogHandler.Output {
        RuntimeLogHandler.Output(
            format: format,
            sink: LogSink { [self] record, _, _ in
                collected.withLock { $0.append(String(decoding: record, as: UTF8.self)) }
            }
        )
    }
}
