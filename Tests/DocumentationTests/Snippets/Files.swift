import Swiftlet
import SwiftletFiles
import SwiftletSecurity

let report = Endpoint(.get, "/report", RequestInfo(), Invocation()) { request, context in
    try Response.file("reports/2026.pdf", for: request, context: context, filename: "Report 2026.pdf")
}

let reader = Dependency(.perRequest, HTTPBearer().or(APIKey(.query("key"))), name: "reader") { credential -> String in
    switch credential {
    case .first(let token): "token \(token.revealed)"
    case .second(let key): "key \(key.revealed)"
    }
}

func siteApp() -> App {
    App(title: "Site", version: "1.0.0") {
        StaticFiles("/assets", directory: "public", index: "index.html", cacheControl: "public, max-age=3600")
        report
        Endpoint(.get, "/reader", Inject(reader)) { reader in reader }
    }
}
