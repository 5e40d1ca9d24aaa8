import Foundation
import Swiftlet
import SwiftletJSON
import Synchronization

/// Writes a ``Recording`` to a folder as it grows.
final class FixtureRecorder: Sendable {
    /// The folder for the fixtures.
    let folder: String
    private let shape: HTTPEventShape
    private let console: Console.Stream
    private let recording: Mutex<Recording>

    /// Creates the folder.
    ///
    /// - Throws: ``HarnessError`` if it cannot be created, or already contains fixtures, which belong to another scenario.
    init(
        _ app: App,
        shape: HTTPEventShape,
        folder: String,
        variables: [String: String],
        console: Console.Stream
    ) throws(HarnessError) {
        self.folder = folder
        self.shape = shape
        self.console = console
        self.recording = Mutex(Recording(app, shape: shape, variables: variables))
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            guard !files.contains(where: { $0.hasSuffix(".json") }) else {
                throw HarnessError(
                    .usage,
                    "\(folder) already contains event files. Specify another folder."
                )
            }
        } catch let error as HarnessError {
            throw error
        } catch {
            throw HarnessError(.unavailable, "Cannot write to \(folder): \(error.localizedDescription)")
        }
    }

    /// The number of recorded fixtures.
    var count: Int { recording.withLock { $0.entries.count } }

    /// The number of response values that a new request may refer to.
    func knownValues() -> Int { recording.withLock { $0.knownValues } }

    /// Records a request and its response.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - response: The buffered response; `nil` if the function failed.
    ///   - known: ``knownValues()`` at the time of the request.
    func record(_ request: Request, _ response: Response?, known: Int) {
        let result: JSON
        do {
            result =
                try response.map { try JSON(parsing: try shape.write($0, for: request)) } ?? [
                    "errorType": "<string>", "errorMessage": "<string>",
                ]
        } catch {
            return console.print(Style.yellow("Not recorded: \(error)", on: console))
        }
        do {
            // Written under the lock, so that the latest change to a file wins.
            try recording.withLock { recording in
                for index in recording.add(request, result, known: known) {
                    try write(recording.entries[index])
                }
            }
        } catch {
            let reason = error.localizedDescription
            console.print(Style.red("Not recorded: cannot write to \(folder): \(reason)", on: console))
        }
    }

    private func write(_ entry: Recording.Entry) throws {
        for (ending, json) in [("json", entry.event), ("expected.json", entry.expectation)] {
            let text = Data(json.serialized(pretty: true) + [UInt8(ascii: "\n")])
            try text.write(to: URL(filePath: "\(folder)/\(entry.name).\(ending)"), options: .atomic)
        }
    }
}
