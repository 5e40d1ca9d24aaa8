import EventSamples
import FoundationEssentials
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct SESEventTests {
    @Test func `decodes an event of a receipt rule`() throws {
        let record = try #require(try SESEvent(event: try node(Samples.ses)).records.first)
        #expect(record.mail.messageID == "d6iitobk75ur44p8kdnnp7g2n800")
        #expect(record.mail.destination == ["recipient@example.com"])
        #expect(record.mail.receivedAt == Date(rfc3339: "2015-09-11T20:32:33.936Z"))
        #expect(record.mail.header("SUBJECT") == "Example subject")
        #expect(record.mail.header("Cc") == nil)
        #expect(record.mail.from == ["sender@example.com"])
        #expect(record.mail.cc.isEmpty)
        #expect(record.mail.subject == "Example subject")
        #expect(!record.mail.headersTruncated)
        #expect(record.receipt.recipients == ["recipient@example.com"])
        #expect(record.receipt.processingTime == 222)
        #expect(record.receipt.spamVerdict == .pass)
        #expect(record.receipt.spfVerdict == .gray)
        #expect(record.receipt.dmarcVerdict == .fail)
        #expect(record.receipt.dmarcPolicy == "reject")
        #expect(record.receipt.action["type"] == "Lambda")
    }

    @Test func `an error has the path of the member`() throws {
        let event = try node(#"{"Records": [{"ses": {"mail": {"messageId": "1"}, "receipt": {"recipients": [1]}}}]}"#)
        let error = #expect(throws: EventError.self) { try SESEvent(event: event) }
        #expect(error?.path == "Records[0].ses.receipt.recipients[0]")
    }

    @Test(arguments: [
        (SESDisposition.continue, "CONTINUE"), (.stopRule, "STOP_RULE"), (.stopRuleSet, "STOP_RULE_SET"),
    ])
    func `encodes a disposition`(disposition: SESDisposition, name: String) throws {
        var writer = JSONWriter()
        disposition.encodeEvent(to: &writer)
        #expect(try JSON(parsing: writer.finish()) == ["disposition": .string(name)])
    }
}
