import Foundation
import Swiftlet
import SwiftletRuntime
import Testing

@testable import SwiftletMetrics

@Suite(.timeLimit(.minutes(1))) struct MetricOutputTests {
    @Test func `lines are whole, also between lines that the app prints`() async throws {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            StandardOutput.bufferLines()
            // Longer than a pipe writes atomically.
            let long = Array(#"{"m":"\#(String(repeating: "m", count: 9000))"}"#.utf8)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<100 { MetricOutput.standardOutput.write(long) }
                    }
                    group.addTask {
                        for _ in 0..<100 { print(String(repeating: "p", count: 500)) }
                    }
                }
            }
            exit(0)
        }
        let lines = String(decoding: try #require(result).standardOutputContent, as: UTF8.self).split(separator: "\n")
        #expect(lines.filter { $0.allSatisfy { $0 == "p" } && $0.count == 500 }.count == 400)
        #expect(lines.filter { $0.hasPrefix(#"{"m":"m"#) && $0.count == 9008 }.count == 400)
    }

    @Test func `a line is not written into an unfinished one`() async throws {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            StandardOutput.bufferLines()
            print("unfinished", terminator: "")
            MetricOutput.standardOutput.write(Array("{}".utf8))
            print(" line")
            exit(0)
        }
        let text = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
        #expect(text.contains("{}\nunfinished line\n"))
    }
}
