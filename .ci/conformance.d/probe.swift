// A deployed function that misbehaves on request, to see what the platform makes of it. Built by the conformance checks
// against the modules of the release build.

import Swiftlet
import SwiftletJSON
import SwiftletRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

struct Mishap: Error, CustomStringConvertible {
    let description: String
}

/// Something that the app has to close when it ends.
let resource = Dependency(.perEnvironmentAtStart, Scope()) { scope -> Int in
    scope.onExit { _ in
        print("The probe is shut down.")
    }
    return 1
}

Runtime.main {
    App(title: "Probe", version: "1.0.0") {
        // What the function was told, so that no invocation can get the answer of another.
        EventHandler("tell", Inject(resource)) { (event: JSON, context: Context, _: Int) -> JSON in
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
        // More than an answer may hold, if the event says so.
        EventHandler("fill") { (event: JSON, _: Context) -> JSON in
            .string(String(repeating: "x", count: event["count"]?.int ?? 0))
        }
        // Deaf to cancellation, as a C library in an endless loop would be.
        EventHandler("stall") { (event: JSON, _: Context) -> JSON in
            sleep(UInt32(event["seconds"]?.int ?? 0))
            return "awake"
        }
        // Ends as a trap does.
        EventHandler("die") { (event: JSON, _: Context) -> JSON in
            guard event["die"]?.bool == true else { return "alive" }
            abort()
        }
    }
}
