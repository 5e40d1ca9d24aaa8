import Swiftlet
import SwiftletBrotli
import SwiftletCompression
import SwiftletZstandard

func compressedApp() -> App {
    App(title: "Texts", version: "1.0.0") {
        Compression(codings: [.zstandard, .brotli, .gzip])
        Endpoint(.get, "/text") { Response.text(String(repeating: "All work and no play. ", count: 100)) }
    }
}
