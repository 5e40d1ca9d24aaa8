// A function that fails on request, to test how the platform handles it. Compiled by the conformance tests against the
// modules of the release build.

import Glibc
import Swiftlet
import SwiftletJSON
import SwiftletRuntime

struct Mishap: Error, CustomStringConvertible {
    let description: String
}

/// A resource that is closed when the app shuts down.
let resource = Dependency(.perProcessAtStartup, Scope()) { scope -> Int in
    scope.onExit { _ in
        print("The probe is shut down.")
    }
    return 1
}

Runtime.main {
    App(title: "Probe", version: "1.0.0") {
        // Returns the event and the context, so that a response of another invocation is detected.
        EventHandler("echo", Inject(resource)) { (event: JSON, context: Context, _: Int) -> JSON in
            [
                "event": event,
                "requestId": .string(context.requestID),
                "clientContext": context.clientContext ?? .null,
                "arn": context.invokedFunctionARN.map(JSON.string) ?? .null,
                "hasTimeLeft": .bool(context.remainingTime.map { $0 > .zero } ?? false),
            ]
        }
        EventHandler("throw") { (event: JSON, _: Context) -> JSON in
            throw Mishap(description: event["message"]?.string ?? "")
        }
        // Returns a response of any size.
        EventHandler("fill") { (event: JSON, _: Context) -> JSON in
            .string(String(repeating: "x", count: event["count"]?.int ?? 0))
        }
        // Ignores cancellation, like a blocking C library.
        EventHandler("stall") { (event: JSON, _: Context) -> JSON in
            sleep(UInt32(event["seconds"]?.int ?? 0))
            return "awake"
        }
        // Crashes like a trap.
        EventHandler("die") { (event: JSON, _: Context) -> JSON in
            guard event["die"]?.bool == true else { return "alive" }
            abort()
        }
    }
}
