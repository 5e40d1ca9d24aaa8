import FoundationEssentials
import Swiftlet
import SwiftletMacros

/// What a digest says.
@Model
struct Digest: EventOutput {
    var from: Date
    var to: Date
    var newUsers: Int
}

/// Counts the users who came in the day before a schedule's time.
let welcomeDigest = EventHandler("welcome-digest", on: .schedule("cron(0 0 * * ? *)"), Inject(reportStore)) {
    (event: ScheduledEvent, context, users) in
    let start = event.time.addingTimeInterval(-86_400)
    let count = try await users.count(createdFrom: start, to: event.time)
    context.logger.info("\(count) users came in the day before \(event.time).")
    return Digest(from: start, to: event.time, newUsers: count)
}

extension UserCreate: EventInput {}

/// Creates the users of a queue's messages.
///
/// A queue may deliver a message twice, so that a user who is there already is no failure; a message that is none fails
/// by itself, and the queue delivers only that one again.
let userImports = EventHandler("user-imports", on: .queue(), Inject(userService)) { (event: SQSEvent, context, users) in
    await processBatch(event.records) { record in
        do {
            _ = try await users.create(try record.decode(UserCreate.self))
        } catch is EmailTaken {
            context.logger.info("The user of message \(record.messageID) is there already.")
        }
    }
}
