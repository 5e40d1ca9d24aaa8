import Foundation
import Swiftlet
import SwiftletJSON

/// Writes generated events to a folder.
struct GeneratedFiles {
    /// A written file.
    struct File {
        let path: String
        let event: GeneratedEvent

        /// The file as JSON: `path` and `summary`, and for a rejected event `status` and `location`.
        var json: JSON {
            var json: JSON = ["path": .string(path), "summary": .string(event.summary)]
            guard let rejection = event.rejection else { return json }
            json["status"] = .integer(rejection.status)
            json["location"] = .array(
                rejection.location.map { step in
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

    /// Writes the files without replacing existing ones.
    ///
    /// - Throws: ``HarnessError`` if a file exists or cannot be written.
    func write() throws(HarnessError) -> [File] {
        let files = events.map { File(path: "\(folder)/\($0.name).json", event: $0) }
        for file in files where FileManager.default.fileExists(atPath: file.path) {
            throw HarnessError(.usage, "\(file.path) already exists: delete it, or specify another folder.")
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
            throw HarnessError(.unavailable, "Cannot write to \(folder): \(error.localizedDescription)")
        }
        return files
    }

    private static func write(_ json: JSON, to path: String) throws {
        try Data(json.serialized(pretty: true) + [UInt8(ascii: "\n")]).write(to: URL(filePath: path))
    }
}
