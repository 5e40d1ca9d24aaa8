package import Foundation

/// The memory usage of a process.
package enum ProcessMemory {
    /// The peak resident set size of a process.
    ///
    /// - Returns: The number of bytes; `nil` if the process does not exist or the system is not Linux.
    package static func peakBytes(of process: pid_t) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let words = line.split(whereSeparator: \.isWhitespace)
            return words.count > 1 ? Int(words[1]).map { $0 * 1024 } : nil
        }
        return nil
    }
}
