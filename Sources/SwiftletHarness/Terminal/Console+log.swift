import SwiftletEmulator

extension Console.Stream {
    /// The stream as the destination of process output.
    var log: LogOutput { LogOutput(write: write) }
}
