import Swiftlet
import SwiftletSettings

// The code of the settings guide.

struct MailSettings: AppSettings {
    let sender: String
    let retries: Int
    let timeout: Duration
    let recipients: [String]
    let key: Secret<String>

    init(_ environment: LaunchEnvironment) throws {
        var reader = SettingsReader(environment)
        let key = reader.required("MAIL_KEY", .secret(minimumLength: 16))
        let sender = reader.required("MAIL_SENDER", .text)
        retries = reader.value("MAIL_RETRIES", .integer(0...10), default: 3)
        timeout = reader.value("MAIL_TIMEOUT", .duration(in: .seconds(1) ... .seconds(60)), default: .seconds(10))
        recipients = reader.value("MAIL_RECIPIENTS", .list(of: .text), default: [])
        (self.key, self.sender) = try reader.finish(key, sender)
    }
}

let mailSettings = Dependency(settings: MailSettings.self)

let getSender = Endpoint(.get, "/sender", Inject(mailSettings)) { settings in settings.sender }

func mailApp(_ settings: MailSettings) -> App {
    App(title: "Mail", version: "1.0.0", settings: settings) { getSender }
}
