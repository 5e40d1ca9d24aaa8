import Testing

@testable import SwiftletRuntime

@Suite struct StatusActionTests {
    typealias Phase = StatusAction.Phase

    @Test(
        arguments: [
            (.next, 200, .continue), (.next, 204, .continue), (.next, 299, .continue),
            (.next, 0, .exit(1)), (.next, 100, .exit(1)), (.next, 301, .exit(1)), (.next, 400, .exit(1)),
            (.next, 403, .exit(1)), (.next, 404, .exit(1)), (.next, 410, .exit(1)), (.next, 500, .exit(1)),
            (.next, 503, .exit(1)), (.next, 999, .exit(1)),

            (.response, 200, .continue), (.response, 202, .continue), (.response, 204, .continue),
            (.response, 0, .drop), (.response, 302, .drop), (.response, 400, .drop), (.response, 401, .drop),
            (.response, 403, .drop), (.response, 404, .drop), (.response, 410, .drop), (.response, 413, .drop),
            (.response, 429, .drop),
            (.response, 500, .exit(1)), (.response, 502, .exit(1)), (.response, 599, .exit(1)),

            (.error, 202, .continue), (.error, 200, .continue), (.error, 400, .drop), (.error, 403, .drop),
            (.error, 410, .drop), (.error, 413, .drop), (.error, 500, .exit(1)), (.error, 503, .exit(1)),

            (.initError, 202, .exit(1)), (.initError, 403, .exit(1)), (.initError, 500, .exit(1)),
            (.initError, 0, .exit(1)),

            (.restoreNext, 200, .continue), (.restoreNext, 404, .continue), (.restoreNext, 403, .exit(1)),
            (.restoreNext, 500, .exit(1)),

            (.restoreError, 202, .exit(1)), (.restoreError, 404, .exit(1)),
        ] as [(Phase, Int, StatusAction)]
    )
    func `each status has one action`(phase: Phase, status: Int, expected: StatusAction) {
        #expect(StatusAction(phase, status: status) == expected)
    }

    @Test(arguments: [Phase.response, .error])
    func `a rejected retry means that the first response arrived`(phase: Phase) {
        for status in [400, 403] {
            #expect(StatusAction(phase, status: status, isRepeated: true) == .continue)
        }
        #expect(StatusAction(phase, status: 413, isRepeated: true) == .drop)
        #expect(StatusAction(phase, status: 500, isRepeated: true) == .exit(1))
    }

    @Test func `every status of every call has an action`() {
        for phase in Phase.allCases {
            for status in [Int.min, -1] + Array(0...1000) + [Int.max] {
                for isRepeated in [false, true] {
                    if case .exit(let code) = StatusAction(phase, status: status, isRepeated: isRepeated) {
                        #expect(code != 0)
                    }
                }
            }
        }
    }

    @Test(
        arguments: [
            (0, false, false, .retry), (0, false, true, .abandon), (0, true, false, .abandon),
            (0, true, true, .abandon), (100, true, false, .abandon), (100, false, false, .retry),
            (202, true, false, .accept(status: 202)), (500, true, true, .accept(status: 500)),
        ] as [(Int, Bool, Bool, RetryDecision)]
    )
    func `a response is retried only if it cannot be delivered twice`(
        status: Int,
        bytesReceived: Bool,
        isRepeated: Bool,
        expected: RetryDecision
    ) {
        #expect(RetryDecision(status: status, bytesReceived: bytesReceived, isRepeated: isRepeated) == expected)
    }

    @Test func `a stream is retried only if nothing was sent`() {
        let sent = RetryDecision(status: 0, bytesReceived: false, canRepeat: false, isRepeated: false)
        #expect(sent == .abandon)
        let unsent = RetryDecision(status: 0, bytesReceived: false, canRepeat: true, isRepeated: false)
        #expect(unsent == .retry)
    }
}
