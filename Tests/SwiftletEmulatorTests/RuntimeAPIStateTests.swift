import SwiftletEmulator
import Testing

@Suite struct RuntimeAPIStateTests {
    typealias State = RuntimeAPIState
    typealias Input = RuntimeAPIState.Input
    typealias Action = RuntimeAPIState.Action

    /// A sequence of inputs and the expected actions.
    struct Story: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var concurrency = 1
        var isExternal = false
        let steps: [(Input, [Action])]

        init(_ name: String, concurrency: Int = 1, isExternal: Bool = false, _ steps: [(Input, [Action])]) {
            self.testDescription = name
            self.concurrency = concurrency
            self.isExternal = isExternal
            self.steps = steps
        }
    }

    private static let wrongState = Action.reply(.rejected(status: 403, errorType: "InvalidStateTransition"))
    private static let unknownID = Action.reply(.rejected(status: 400, errorType: "InvalidRequestID"))

    static let stories: [Story] = [
        Story(
            "an event waits for a poll",
            [
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.response(id: "a", bytes: 100), [.finish(id: "a", .succeeded), .reply(.accepted)]),
            ]
        ),
        Story(
            "a poll waits for an event",
            [
                (.next(poll: 1), []),
                (.invoke(id: "a"), [.deliver(id: "a", poll: 1)]),
                (.error(id: "a"), [.finish(id: "a", .failed), .reply(.accepted)]),
                (.next(poll: 2), []),
            ]
        ),
        Story(
            "events are delivered in order",
            [
                (.invoke(id: "b"), []),
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "b", poll: 1)]),
                (.response(id: "b", bytes: 0), [.finish(id: "b", .succeeded), .reply(.accepted)]),
                (.next(poll: 2), [.deliver(id: "a", poll: 2)]),
            ]
        ),
        Story(
            "a poll in the middle of an invocation is rejected",
            [
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.next(poll: 2), [wrongState]),
            ]
        ),
        Story(
            "polls and invocations up to the concurrency",
            concurrency: 2,
            [
                (.next(poll: 1), []),
                (.next(poll: 2), []),
                (.next(poll: 3), [wrongState]),
                (.invoke(id: "a"), [.deliver(id: "a", poll: 1)]),
                (.invoke(id: "b"), [.deliver(id: "b", poll: 2)]),
                (.response(id: "b", bytes: 1), [.finish(id: "b", .succeeded), .reply(.accepted)]),
                (.next(poll: 4), []),
                (.next(poll: 5), [wrongState]),
            ]
        ),
        Story(
            "a second response and one without an invocation are rejected",
            [
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.response(id: "x", bytes: 1), [unknownID]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.response(id: "a", bytes: 1), [wrongState]),
                (.error(id: "a"), [wrongState]),
            ]
        ),
        Story(
            "a response to an undelivered event is rejected",
            [
                (.invoke(id: "a"), []),
                (.response(id: "a", bytes: 1), [unknownID]),
            ]
        ),
        Story(
            "a response that is too large ends the invocation",
            [
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (
                    .response(id: "a", bytes: 1001),
                    [
                        .finish(id: "a", .tooLarge), .reply(.rejected(status: 413, errorType: "RequestEntityTooLarge")),
                    ]
                ),
                (.error(id: "a"), [wrongState]),
                (.next(poll: 2), []),
            ]
        ),
        Story(
            "a stream is replied to at its end",
            [
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.streamBegan(id: "a"), []),
                (.response(id: "a", bytes: 1), [wrongState]),
                (.streamBegan(id: "a"), [wrongState]),
                (.next(poll: 2), [wrongState]),
                (.streamEnded(id: "a", isFailure: false), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.streamEnded(id: "a", isFailure: false), [wrongState]),
            ]
        ),
        Story(
            "a stream may fail",
            [
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.streamBegan(id: "a"), []),
                (.streamEnded(id: "a", isFailure: true), [.finish(id: "a", .failed), .reply(.accepted)]),
            ]
        ),
        Story(
            "a response may be aborted",
            [
                (.truncated(id: "x"), [unknownID]),
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.streamBegan(id: "a"), []),
                (
                    .truncated(id: "a"),
                    [
                        .finish(id: "a", .truncated), .reply(.rejected(status: 400, errorType: "TruncatedHTTPRequest")),
                    ]
                ),
            ]
        ),
        Story(
            "an unknown mode fails the invocation",
            [
                (.unknownMode(id: "a"), [unknownID]),
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (
                    .unknownMode(id: "a"),
                    [
                        .finish(id: "a", .invalidMode),
                        .reply(.rejected(status: 400, errorType: "InvalidFunctionResponseMode")),
                    ]
                ),
                (.response(id: "a", bytes: 1), [wrongState]),
                (.next(poll: 2), []),
            ]
        ),
        Story(
            "a stream to a caller that does not stream has the limit of a buffered response",
            [
                (.streamTooLarge(id: "a"), [unknownID]),
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.streamBegan(id: "a"), []),
                (
                    .streamTooLarge(id: "a"),
                    [
                        .finish(id: "a", .tooLarge), .reply(.rejected(status: 413, errorType: "RequestEntityTooLarge")),
                    ]
                ),
            ]
        ),
        Story(
            "a response to an earlier delivery is rejected with 410",
            [
                (.stale(id: "a"), [unknownID]),
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.stale(id: "a"), [.reply(.rejected(status: 410, errorType: "InvocationGone"))]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.stale(id: "a"), [wrongState]),
            ]
        ),
        Story(
            "a failed initialization fails all queued events",
            [
                (.invoke(id: "a"), []),
                (.invoke(id: "b"), []),
                (.initError, [.finish(id: "a", .initFailed), .finish(id: "b", .initFailed), .reply(.accepted)]),
                (.initError, [wrongState]),
                (.next(poll: 1), [wrongState]),
                (.exit, []),
                (.next(poll: 2), []),
            ]
        ),
        Story(
            "a process that has polled is initialized",
            [
                (.next(poll: 1), []),
                (.initError, [wrongState]),
            ]
        ),
        Story(
            "a timeout ends the invocation and the process",
            [
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.timeout(id: "a"), [.finish(id: "a", .timedOut), .kill]),
                (.response(id: "a", bytes: 1), [unknownID]),
                (.timeout(id: "a"), []),
            ]
        ),
        Story(
            "a process that never polls is killed",
            [
                (.invoke(id: "a"), []),
                (.timeout(id: "a"), [.finish(id: "a", .timedOut), .kill]),
                (.next(poll: 1), []),
            ]
        ),
        Story(
            "the timeout of a queued event does not kill the process",
            [
                (.invoke(id: "a"), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
                (.invoke(id: "b"), []),
                (.timeout(id: "b"), [.finish(id: "b", .timedOut)]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
            ]
        ),
        Story(
            "the exit of the process fails its invocations and ends its polls",
            concurrency: 3,
            [
                (.next(poll: 1), []),
                (.next(poll: 2), []),
                (.invoke(id: "a"), [.deliver(id: "a", poll: 1)]),
                (.exit, [.finish(id: "a", .exited), .dismiss(poll: 2)]),
                (.invoke(id: "b"), []),
                (.next(poll: 3), [.deliver(id: "b", poll: 3)]),
            ]
        ),
        Story(
            "a closed poll receives no event",
            [
                (.next(poll: 1), []),
                (.pollClosed(poll: 1), []),
                (.invoke(id: "a"), []),
                (.next(poll: 2), [.deliver(id: "a", poll: 2)]),
            ]
        ),
        Story(
            "an undelivered event returns to the head of the queue",
            [
                (.next(poll: 1), []),
                (.invoke(id: "a"), [.deliver(id: "a", poll: 1)]),
                (.invoke(id: "b"), []),
                (.undelivered(id: "a"), []),
                (.response(id: "a", bytes: 1), [unknownID]),
                (.next(poll: 2), [.deliver(id: "a", poll: 2)]),
            ]
        ),
        Story(
            "an undelivered event is delivered to another waiting poll",
            concurrency: 2,
            [
                (.next(poll: 1), []),
                (.next(poll: 2), []),
                (.invoke(id: "a"), [.deliver(id: "a", poll: 1)]),
                (.undelivered(id: "a"), [.deliver(id: "a", poll: 2)]),
                (.timeout(id: "a"), [.finish(id: "a", .timedOut), .kill]),
                (.undelivered(id: "a"), []),
            ]
        ),
    ]

    @Test(arguments: stories + extensionStories)
    func `a sequence of inputs leads to the expected actions`(story: Story) {
        var state = State(
            concurrency: story.concurrency,
            maximumBytes: 1000,
            isExternal: story.isExternal
        )
        for (index, (input, actions)) in story.steps.enumerated() {
            #expect(state.handle(input) == actions, "step \(index + 1)")
        }
    }
}
