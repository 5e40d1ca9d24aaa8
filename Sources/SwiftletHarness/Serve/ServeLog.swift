import Foundation
import HTTPTypes
import SwiftletGateway
import SwiftletServer

/// Prints a line for each request of `serve`.
struct ServeLog: Sendable {
    let console: Console.Stream
    /// Whether only failures are printed.
    var isQuiet = false

    /// Prints the failure of a request, and the request.
    func print(_ report: RequestReport) {
        if let failure = report.failure {
            console.print(Style.red("The function failed: \(failure)", on: console))
        }
        guard !isQuiet, ConsoleGateway.consolePath(report.target) == nil else { return }
        let time = Style.dim(String(format: "%.1f ms", report.duration.milliseconds), on: console)
        console.print("\(report.method) \(report.target) \(report.status.code) \(time)")
    }
}
