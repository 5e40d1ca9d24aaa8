import Foundation
import Swiftlet
import SwiftletFixtures
import SwiftletGateway
import SwiftletJSON

/// Saves an invocation as an event file with its expected response, masked like a recording.
///
/// Earlier invocations whose responses have values of the request, such as a login with its token, are saved, too: the files
/// are a scenario that passes on a fresh database.
struct InvocationFixture {
    /// A file to write.
    struct File {
        let name: String
        let json: JSON
    }

    let app: App
    /// The environment of the app; a secret that equals a variable is written as a reference to it.
    let variables: [String: String]
    /// The path of the folder below which files are written.
    let root: String

    /// The files of an invocation.
    ///
    /// - Parameters:
    ///   - entry: The invocation, which must be complete.
    ///   - earlier: The invocations before it, oldest first.
    /// - Returns: The files, in the order of the scenario.
    /// - Throws: ``ConsoleError`` if the invocation cannot be saved.
    func files(for entry: JournalEntry, after earlier: [JournalEntry]) throws(ConsoleError) -> [File] {
        guard let outcome = entry.outcome else {
            throw ConsoleError(.conflict, "The invocation is still running.")
        }
        if case .stream(_, _, isComplete: false, failure: nil) = outcome {
            throw ConsoleError(.conflict, "The streamed response was not kept completely.")
        }
        guard let request = entry.request else { return try files(forEvent: entry, outcome) }
        var recording = Recording(app, shape: request.shape, variables: variables)
        for entry in earlier + [entry] {
            guard let (request, response) = exchange(entry, as: request.shape) else { continue }
            _ = recording.add(request, response, known: recording.knownValues)
        }
        return Self.required(recording.entries).enumerated()
            .flatMap { index, entry -> [File] in
                let name = "0\(index + 1)".suffix(max(2, "\(index + 1)".count)) + entry.name.drop { $0 != "-" }
                return [File(name: "\(name).json", json: entry.event)]
                    + [File(name: "\(name).expected.json", json: entry.expectation)]
            }
    }

    /// The proposed folder of an invocation: `events/console/post-users`.
    func folder(for entry: JournalEntry) -> String {
        let name =
            if let request = entry.request {
                "\(request.method.rawValue.lowercased())-"
                    + Names.slug(app.operation(matching: request)?.route.path ?? request.path)
            } else {
                Names.slug(entry.attributes.handler ?? "event")
            }
        let proposed = "events/console/\(name)"
        let numbers = (2...).lazy.map { "\(proposed)-\($0)" }
        let isFree = { (folder: String) in !FileManager.default.fileExists(atPath: "\(root)/\(folder)") }
        return isFree(proposed) ? proposed : numbers.first(where: isFree) ?? proposed
    }

    /// Writes files to a folder below the root.
    ///
    /// - Throws: ``ConsoleError`` if the folder is not below it, contains event files, or cannot be written.
    func write(_ files: [File], to folder: String) throws(ConsoleError) {
        let steps = folder.split(separator: "/", omittingEmptySubsequences: false)
        guard !folder.hasPrefix("/"), !folder.utf8.contains(0), steps.allSatisfy({ $0 != ".." && !$0.isEmpty }) else {
            throw ConsoleError(.badRequest, "The folder must be a path below the working directory, without \"..\".")
        }
        do {
            let path = "\(root)/\(folder)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            guard
                try !FileManager.default.contentsOfDirectory(atPath: path).contains(where: { $0.hasSuffix(".json") })
            else {
                throw ConsoleError(.conflict, "\(folder) already contains event files. Specify another folder.")
            }
            for file in files {
                let text = Data(file.json.serialized(pretty: true) + [UInt8(ascii: "\n")])
                try text.write(to: URL(filePath: "\(path)/\(file.name)"), options: .atomic)
            }
        } catch let error as ConsoleError {
            throw error
        } catch {
            throw ConsoleError(.internalServerError, "Cannot write to \(folder): \(error.localizedDescription)")
        }
    }

    // MARK: - Contents

    private static let failed: JSON = ["errorType": "<string>", "errorMessage": "<string>"]

    /// A complete HTTP request and the function's result in a shape.
    private func exchange(_ entry: JournalEntry, as shape: HTTPEventShape) -> (Request, JSON)? {
        guard let request = entry.request, entry.outcome != nil else { return nil }
        guard case .response(let response) = entry.httpResult, entry.failure == nil,
            let bytes = try? shape.write(response, for: request), let json = try? JSON(parsing: bytes)
        else { return (request, Self.failed) }
        return (request, json)
    }

    private func files(
        forEvent entry: JournalEntry,
        _ outcome: JournalEntry.Outcome
    ) throws(ConsoleError) -> [File] {
        var mask = RequestMask(
            operation: nil,
            isUnauthorized: true,
            variables: [:],
            known: 0,
            values: RecordedValues(),
            replacements: SecretReplacements()
        )
        let event = mask.masked(Request(headers: [.contentType: "application/json"], body: entry.event)).body
        guard let event = try? JSON(parsing: event) else {
            throw ConsoleError(.conflict, "The event is not JSON.")
        }
        var expectation = Self.failed
        if case .response(let bytes) = outcome {
            guard let result = try? JSON(parsing: bytes) else {
                throw ConsoleError(.conflict, "The result is not JSON, which an expected response must be.")
            }
            expectation = RecordedResponse(result, entry: 0, resource: "") { _ in nil }.expectation
        }
        let name = "01-\(Names.slug(entry.attributes.handler ?? "event"))"
        var context = JSONObject()
        context["handler"] = entry.attributes.handler.map(JSON.string)
        context["clientContext"] = entry.attributes.clientContext
        return [File(name: "\(name).json", json: event), File(name: "\(name).expected.json", json: expectation)]
            + (context.isEmpty ? [] : [File(name: "\(name).context.json", json: .object(context))])
    }

    /// The last entry, and those whose saved values it needs.
    private static func required(_ entries: [Recording.Entry]) -> [Recording.Entry] {
        guard let last = entries.last else { return [] }
        var kept = [last]
        var texts = last.event.description + last.expectation.description
        for entry in entries.dropLast().reversed() {
            let saved = entry.expectation.description.matches(of: /<save ([^ >]+)/).map { String($0.output.1) }
            guard saved.contains(where: { texts.contains(" \($0)}}") || texts.contains("{{\($0)}}") }) else { continue }
            kept.insert(entry, at: 0)
            texts += entry.event.description + entry.expectation.description
        }
        return kept
    }
}
