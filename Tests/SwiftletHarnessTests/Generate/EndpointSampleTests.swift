import Foundation
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(2))) struct EndpointSampleTests {
    private static let names = SampleApp.app.routes.map(\.operationID)

    private func sample(_ name: String, _ shape: HTTPEventShape = .httpAPI) throws -> EndpointSample {
        EndpointSample(SampleApp.app, try #require(SampleApp.app.operation(named: name)), shape: shape)
    }

    private func response(_ event: JSON) async throws -> JSON {
        try JSON(parsing: try await SampleApp.app(event.bytes, context: Context()))
    }

    private func errors(_ response: JSON) throws -> [JSON] {
        try JSON(parsing: response["body"]?.string ?? "")["detail"]?.array ?? []
    }

    @Test(arguments: names, HTTPEventShape.all)
    func `a valid event is accepted by the inputs in every shape`(name: String, shape: HTTPEventShape) async throws {
        let sample = try sample(name, shape)
        #expect(sample.validationErrors == [])
        let event = sample.event(sample.valid)
        #expect(HTTPEventShape.recognize(try JSONDocument(parsing: event.bytes).root) == shape)
        let response = try await response(event)
        #expect(response["statusCode"]?.int == 204, "\(response)")
    }

    @Test(arguments: names, [HTTPEventShape.httpAPI, .restAPI, .loadBalancer])
    func `an invalid event is rejected at the stated location`(name: String, shape: HTTPEventShape) async throws {
        let sample = try sample(name, shape)
        for request in sample.invalid {
            let response = try await response(sample.event(request.request))
            #expect(response["statusCode"]?.int == request.status, "\(request.name): \(response)")
            guard !request.location.isEmpty else { continue }
            let places = try errors(response).map { $0["loc"]?.description }
            let expected = JSON.array(
                request.location.map { step in
                    switch step {
                    case .name(let name): .string(name)
                    case .index(let index): .integer(index)
                    }
                }
            )
            #expect(places.contains(expected.description), "\(request.name): \(places)")
        }
    }

    @Test(
        arguments: [
            (
                "search",
                [
                    "path-id-wrong-type", "path-id-fraction", "path-id-too-small", "path-rest-too-short",
                    "query-size-unknown-value", "query-tag-too-many", "query-tag-missing", "query-since-not-date-time",
                    "query-since-missing",
                    "query-limit-wrong-type", "query-limit-fraction", "query-limit-too-small", "query-limit-too-large",
                    "query-limit-missing", "query-after-too-short", "header-x-trace-pattern", "header-x-trace-missing",
                    "cookie-session-too-short", "cookie-session-missing", "query-region-too-short",
                    "query-region-too-long", "query-region-missing",
                ]
            ),
            (
                "cancel", ["no-token", "path-id-not-uuid"]
            ),
            (
                "log_in",
                ["body-user-missing", "body-user-too-short", "body-password-missing", "body-password-too-short"]
            ),
            ("upload", ["body-file-missing", "body-note-missing", "body-note-too-long"]),
            (
                "two",
                [
                    "body-malformed", "body-trailing-comma", "body-first-missing", "body-first-null",
                    "body-first-wrong-type", "body-first-number-missing", "body-first-number-null",
                    "body-first-number-wrong-type", "body-first-number-pattern", "body-first-year-missing",
                    "body-first-year-null", "body-first-year-wrong-type", "body-first-year-fraction",
                    "body-first-year-too-small", "body-first-year-too-large", "body-count-missing", "body-count-null",
                    "body-count-wrong-type", "body-count-fraction", "body-count-too-large",
                ]
            ), ("plain", []),
        ] as [(String, [String])]
    )
    func `every constraint is violated once`(name: String, expected: [String]) throws {
        let names = try sample(name).invalid.map(\.name)
        #expect(Set(names).symmetricDifference(expected) == [])
        #expect(names.count == expected.count)
    }

    @Test func `the constraints of nested values are violated`() throws {
        let names = Set(try sample("order").invalid.map(\.name))
        let expected: Set<String> = [
            "no-token", "body-malformed", "body-missing", "body-wrong-type", "body-unexpected-unexpected",
            "body-id-not-uuid", "body-placed-not-date-time", "body-day-not-date", "body-customer-missing",
            "body-customer-email-not-email", "body-customer-name-too-short", "body-customer-name-too-long",
            "body-customer-site-not-uri", "body-items-too-few", "body-items-too-many", "body-items-0-sku-pattern",
            "body-items-0-quantity-not-a-multiple", "body-items-0-quantity-too-large",
            "body-items-0-price-too-small", "body-payment-no-kind", "body-payment-unknown-kind",
            "body-payment-card-number-pattern", "body-payment-card-year-too-large", "body-size-unknown-value",
            "body-labels-too-few", "body-labels-too-many", "body-counts-too-many", "body-rating-too-small",
            "body-rating-too-large", "body-is-gift-wrong-type", "body-note-wrong-type",
        ]
        #expect(expected.subtracting(names) == [])
        #expect(names.count == (try sample("order").invalid.count))
    }

    @Test func `constraints that a schema does not express are found by trial`() throws {
        let body = try sample("order").valid[SampleLocation()]
        #expect(body?["note"] == "reason: none")
        #expect(body?["placed"] == "2100-01-01T12:00:00Z")
        #expect(body?["labels"]?.count == 2)
        #expect(body?["payment"]?["kind"] == "card")
        #expect(try sample("plant").valid[SampleLocation()]?["children"] == [])
    }

    @Test func `a constraint of a custom input is reported`() throws {
        struct Riddle: Model {
            var answer: String

            static let schema = Schema(Riddle.init, Field("answer", \.answer, .check("is wrong") { $0 == "42!" }))
        }
        let app = App(title: "", version: "1") {
            Endpoint(.post, "/", operationID: "riddle", Body(Riddle.self)) { _ in }
        }
        let sample = EndpointSample(app, try #require(app.operation(named: "riddle")), shape: .httpAPI)
        #expect(sample.validationErrors.map(\.locationText) == ["body.answer"])
    }

    @Test func `a credential is a placeholder that a replay fills in`() throws {
        let cancel = try sample("cancel")
        #expect(cancel.event(cancel.valid)["headers"]?["authorization"] == "Bearer {{token}}")
        let operation = try #require(SampleApp.app.operation(named: "cancel"))
        let given = EndpointSample(SampleApp.app, operation, shape: .httpAPI, token: "abc")
        #expect(given.event(given.valid)["headers"]?["authorization"] == "Bearer abc")
    }

    @Test(arguments: [
        ("^[a-z]{3,5}$", 0, "aaa"), ("^[a-z]{3,5}$", 9, "aaaaa"), ("cat|dog", 1, "dog"), ("^\\d+-\\p{Lu}$", 0, "1-A"),
        ("^[^a-zA-Z0-9]$", 0, "!"), ("(ab){2}c?", 1, "ababc"), ("[а-я]+", 0, "а"), ("^$", 0, ""),
    ])
    func `a pattern is matched by its sample`(pattern: String, growth: Int, expected: String) throws {
        let pattern = try Pattern(pattern)
        #expect(pattern.sample(growth: growth, variant: growth) == expected)
    }

    @Test func `a pattern without a matching sample has none`() throws {
        #expect(try Pattern("a^b").sample() == nil)
    }
}
