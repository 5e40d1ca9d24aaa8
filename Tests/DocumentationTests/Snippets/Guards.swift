import Swiftlet
import SwiftletSecurity

// The code about API keys and guards.

let apiKey = Dependency(.perRequest, HTTPBearer(), Inject(mailSettings), name: "apiKey") { token, settings in
    guard ConstantTime.equal(token.revealed, settings.key.revealed) else { throw HTTPError.unauthenticated("Bearer") }
}

func guardedMailApp(_ settings: MailSettings) -> App {
    App(title: "Mail", version: "1.0.0", settings: settings) {
        Routes("/outbox", tags: ["outbox"], requires: [apiKey]) {
            getSender
        }
    }
}
