import Foundation
import Swiftlet
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct EventHandlerTests {
    @Test(arguments: Driver.allCases)
    func `the schedule counts the users of the day before`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            _ = try await service.loggedIn()
            let event: JSON = [
                "version": "0", "id": "1", "detail-type": "Scheduled Event", "source": "aws.events", "account": "1",
                "time": "2026-01-03T00:00:00Z", "region": "eu-central-1", "resources": [], "detail": [:],
            ]
            let digest = try await service.client.invoke(event)
            #expect(digest == ["from": "2026-01-02T00:00:00Z", "to": "2026-01-03T00:00:00Z", "new_users": 1])
            #expect(try await service.client.invoke(event, handler: "welcome-digest") == digest)
        }
    }

    @Test(arguments: Driver.allCases)
    func `queue messages fail individually, and can be delivered twice`(driver: Driver) async throws {
        try await TestService.with(driver) { service in
            let message = { (id: String, body: String) -> JSON in
                ["messageId": .string(id), "body": .string(body), "eventSource": "aws:sqs", "eventSourceARN": "arn:q"]
            }
            let good = #"{"email":"grace@example.com","name":"Grace","password":"correct horse"}"#
            let batch: JSON = [
                "Records": [message("1", good), message("2", "{"), message("3", "{}"), message("4", good)]
            ]
            let response = try await service.client.invoke(batch)
            #expect(response == ["batchItemFailures": [["itemIdentifier": "2"], ["itemIdentifier": "3"]]])
            let admin = try await service.loggedIn()
            #expect(try await admin.get("/api/v1/users").json()["total"] == 2)
        }
    }
}
