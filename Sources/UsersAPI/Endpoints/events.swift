import FoundationEssentials
import Swiftlet
import SwiftletEvents
import SwiftletMacros

/// The output of the welcome digest.
@Model
struct Digest: EventOutput {
    var from: Date
    var to: Date
    var newUsers: Int
}

/// Counts the users created on the day before the schedule's time.
let welcomeDigest = EventHandler("welcome-digest", on: .schedule("cron(0 0 * * ? *)"), Inject(reportStore)) {
    (event: ScheduledEvent, context, users) in
    let start = event.time.addingTimeInterval(-86_400)
    let count = try await users.count(createdFrom: start, to: event.time)
    context.logger.info("\(count) users were created in the 24 hours before \(event.time)")
    return Digest(from: start, to: event.time, newUsers: count)
}

extension UserCreate: EventInput {}

/// Creates users from queue messages.
///
/// Queues can deliver a message twice, so an existing user is not an error. An invalid message fails individually, and the
/// queue redelivers only that message.
let userImports = EventHandler("user-imports", on: .queue(), Inject(userService)) { (event: SQSEvent, context, users) in
    await processBatch(event.records) { record in
        do {
            _ = try await users.create(try record.decode(UserCreate.self))
        } catch is EmailTaken {
            context.logger.info("The user of message \(record.messageID) already exists")
        }
    }
}
