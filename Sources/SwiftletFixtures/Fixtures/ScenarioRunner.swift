import Swiftlet
import SwiftletJSON

/// Replays the events of a scenario in order and checks the responses.
public struct ScenarioRunner: Sendable {
    private let target: any FixtureTarget
    private var saved = SavedValues()

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - target: The target of the events; it must not be shared with another scenario.
    ///   - environment: The environment variables for `{{env NAME}}`, for example for secrets.
    public init(_ target: any FixtureTarget, environment: [String: String] = [:]) {
        self.target = target
        saved.environment = environment
    }

    /// Replays one event.
    ///
    /// Later events can use the values that its expectation saves.
    public mutating func run(_ fixture: Fixture) async -> FixtureResult {
        let event: [UInt8]
        do {
            event = try Substitution(values: saved).event(fixture.event)
        } catch {
            return FixtureResult(fixture, .unusable(error.message))
        }
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = await target.invoke(event, fixture.invocation)
        let duration = start.duration(to: clock.now)
        switch outcome {
        case .response(let bytes):
            do {
                return result(fixture, try JSON(parsing: bytes), isFailure: false, duration: duration)
            } catch {
                let verdict = FixtureResult.Verdict.unusable("The response is not JSON: \(error)")
                return FixtureResult(fixture, verdict, duration: duration)
            }
        case .failure(let failure):
            return result(fixture, failure.json, isFailure: true, duration: duration)
        }
    }

    private mutating func result(
        _ fixture: Fixture,
        _ response: JSON,
        isFailure: Bool,
        duration: Duration
    ) -> FixtureResult {
        let before = saved
        let verdict = verdict(fixture, response, isFailure: isFailure)
        let isComparable = fixture.expectation?.isFailure == isFailure
        let updated = isComparable ? fixture.expectation?.updated(from: response, saved: before) : nil
        return FixtureResult(
            fixture,
            verdict,
            status: isFailure ? nil : response["statusCode"]?.int,
            isFailure: isFailure,
            duration: duration,
            response: response,
            updatedExpectation: updated ?? Expectation.recorded(from: response)
        )
    }

    private mutating func verdict(_ fixture: Fixture, _ response: JSON, isFailure: Bool) -> FixtureResult.Verdict {
        guard let expectation = fixture.expectation else { return .unexpected }
        guard expectation.isFailure == isFailure else {
            let note = isFailure ? "the invocation failed" : "the invocation did not fail"
            return .differs([Difference(.root, expected: expectation.json, actual: response, note: note)])
        }
        do {
            let comparison = try expectation.compare(response, saved: saved)
            saved.merge(comparison.saved)
            return comparison.isMatch ? .passed : .differs(comparison.differences)
        } catch {
            return .unusable(error.message)
        }
    }
}

extension FixtureResult {
    fileprivate init(
        _ fixture: Fixture,
        _ verdict: Verdict,
        status: Int? = nil,
        isFailure: Bool = false,
        duration: Duration = .zero,
        response: JSON? = nil,
        updatedExpectation: JSON? = nil
    ) {
        self.fixture = fixture
        self.verdict = verdict
        self.status = status
        self.isFailure = isFailure
        self.duration = duration
        self.response = response
        self.updatedExpectation = updatedExpectation
    }
}
