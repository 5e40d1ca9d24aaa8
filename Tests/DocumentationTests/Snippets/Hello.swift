import Swiftlet
import SwiftletRuntime

let hello = Endpoint(.get, "/hello/{name}", Path("name", String.self, .length(1...50))) { name in
    "Hello, \(name)!"
}

func runHello() {
    Runtime.main {
        App(title: "Hello", version: "1.0.0") { hello }
    }
}
