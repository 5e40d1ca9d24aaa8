import Foundation
import Swiftlet
import SwiftletJSON
import Synchronization

/// Writes a ``Recording`` into a folder while it grows.
final class FixtureRecorder: Sendable {
    /// The folder.
    let folder: String
    private let shape: HTTPEventShape
    private let console: Console.Stream
    private let recording: Mutex<Recording>

    /// Makes the folder.
    ///
    /// - Throws: ``HarnessError`` if it cannot be made, or holds fixtures already: those would be another scenario's.
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
                    "\(folder) holds event files already, which are a scenario of their own. Name another folder."
                )
            }
        } catch let error as HarnessError {
            throw error
        } catch {
            throw HarnessError(.unavailable, "\(folder) cannot be written to: \(error.localizedDescription)")
        }
    }

    /// How many fixtures there are.
    var count: Int { recording.withLock { $0.entries.count } }

    /// What a request that comes now can use of earlier answers.
    func knownValues() -> Int { recording.withLock { $0.knownValues } }

    /// Writes a request and its answer.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - response: the response, its body all there; `nil` if the function failed.
    ///   - known: ``knownValues()`` when the request came.
    func record(_ request: Request, _ response: Response?, known: Int) {
        let answer: JSON
        do {
            answer =
                try response.map { try JSON(parsing: try shape.write($0, for: request)) } ?? [
                    "errorType": "<string>", "errorMessage": "<string>",
                ]
        } catch {
            return console.print(Style.yellow("Not recorded: \(error)", on: console))
        }
        do {
            // Under the lock, so that of two changes to one file the later is the one that stays.
            try recording.withLock { recording in
                for index in recording.add(request, answer, known: known) {
                    try write(recording.entries[index])
                }
            }
        } catch {
            let reason = error.localizedDescription
            console.print(Style.red("Not recorded: \(folder) cannot be written to: \(reason)", on: console))
        }
    }

    private func write(_ entry: Recording.Entry) throws {
        for (ending, json) in [("json", entry.event), ("expected.json", entry.expectation)] {
            let text = Data(json.serialized(pretty: true) + [UInt8(ascii: "\n")])
            try text.write(to: URL(filePath: "\(folder)/\(entry.name).\(ending)"), options: .atomic)
        }
    }
}
