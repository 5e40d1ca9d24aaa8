import Foundation
import Synchronization

/// A program that is run as a person would, and what it printed.
struct Command: Sendable {
    let status: Int32
    let output: String

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - words: the program and its arguments.
    ///   - folder: where it runs; in the project's folder if nil.
    ///   - sign: what it prints when it has started, and is then interrupted as by Ctrl-C; nil to wait for its end.
    /// - Returns: how it ended, and what it printed.
    /// - Throws: an error if there is no such program.
    static func run(
        _ words: [String],
        in folder: URL = Document.root,
        interruptedWhen sign: String? = nil
    ) async throws -> Command {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        let output = Mutex(Data())
        return try await withCheckedThrowingContinuation { continuation in
            let isInterrupted = Mutex(false)
            pipe.fileHandleForReading.readabilityHandler = { handle in
                let data = handle.availableData
                guard !data.isEmpty else {
                    handle.readabilityHandler = nil
                    process.waitUntilExit()
                    let text = output.withLock { String(decoding: $0, as: UTF8.self) }
                    continuation.resume(returning: Command(status: process.terminationStatus, output: text))
                    return
                }
                let text = output.withLock { all in
                    all.append(data)
                    return String(decoding: all, as: UTF8.self)
                }
                guard let sign, text.contains(sign) else { return }
                isInterrupted.withLock { done in
                    if !done { kill(process.processIdentifier, SIGINT) }
                    done = true
                }
            }
            do {
                try process.run()
            } catch {
                pipe.fileHandleForReading.readabilityHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }
}
