import Foundation
import Swiftlet
import SwiftletJSON

/// An event that was made.
struct GeneratedEvent: Sendable {
    /// The name of its file, without the ending.
    let name: String
    let json: JSON
    /// What it is, or what is wrong with it.
    let summary: String
    /// What is known of the answer, if it is to be kept.
    var expectation: JSON?
    /// Where the answer says that something is wrong, and its status.
    var refusal: (location: [Step], status: Int)?

    init(_ name: String, _ json: JSON, _ summary: String, expectation: JSON? = nil) {
        self.name = name
        self.json = json
        self.summary = summary
        self.expectation = expectation
    }

    init(_ name: String, _ json: JSON, _ request: InvalidRequest) {
        self.init(name, json, request.rule)
        refusal = (request.location, request.status)
    }
}

/// Events as files of a folder.
struct GeneratedFiles {
    /// A file that was written.
    struct File {
        let path: String
        let event: GeneratedEvent

        /// The file for programs: `path` and `summary`, and for an event that is refused `status` and `location`.
        var json: JSON {
            var json: JSON = ["path": .string(path), "summary": .string(event.summary)]
            guard let refusal = event.refusal else { return json }
            json["status"] = .integer(refusal.status)
            json["location"] = .array(
                refusal.location.map { step in
                    switch step {
                    case .name(let name): .string(name)
                    case .index(let index): .integer(index)
                    }
                }
            )
            return json
        }
    }

    private let events: [GeneratedEvent]
    private let folder: String

    init(_ events: [GeneratedEvent], in folder: String) {
        self.events = events
        self.folder = folder
    }

    /// Writes the files; none replaces one that is there.
    ///
    /// - Throws: ``HarnessError`` if one is there, or cannot be written.
    func write() throws(HarnessError) -> [File] {
        let files = events.map { File(path: "\(folder)/\($0.name).json", event: $0) }
        for file in files where FileManager.default.fileExists(atPath: file.path) {
            throw HarnessError(.usage, "\(file.path) is there already: delete it, or name another folder.")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for file in files {
                try Self.write(file.event.json, to: file.path)
                if let expectation = file.event.expectation {
                    try Self.write(expectation, to: "\(folder)/\(file.event.name).expected.json")
                }
            }
        } catch {
            throw HarnessError(.unavailable, "\(folder) cannot be written to: \(error.localizedDescription)")
        }
        return files
    }

    private static func write(_ json: JSON, to path: String) throws {
        try Data(json.serialized(pretty: true) + [UInt8(ascii: "\n")]).write(to: URL(filePath: path))
    }
}
