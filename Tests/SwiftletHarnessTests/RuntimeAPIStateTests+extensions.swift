import SwiftletHarness

/// Sequences of processes with extensions.
extension RuntimeAPIStateTests {
    private static func forbidden(_ errorType: String) -> Action {
        .reply(.refused(status: 403, errorType: errorType))
    }

    private static let tenExtensions: [(Input, [Action])] = (0..<10)
        .map {
            (Input.registerExtension(id: "\($0)"), [Action.reply(.accepted)])
        }

    static let extensionStories: [Story] = [
        Story(
            "the first event waits for the extensions",
            [
                (.registerExtension(id: "x"), [.reply(.accepted)]),
                (.extensionNext(id: "y"), [forbidden("Extension.UnknownExtensionIdentifier")]),
                (.invoke(id: "a"), []),
                (.next(poll: 1), []),
                (.registerExtension(id: "y"), [forbidden("Extension.RegistrationClosed")]),
                (.extensionNext(id: "x"), [.deliver(id: "a", poll: 1)]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .answered), .reply(.accepted)]),
                (.next(poll: 2), []),
                (.invoke(id: "b"), [.deliver(id: "b", poll: 2)]),
                (.exit, [.finish(id: "b", .exited)]),
                (.registerExtension(id: "z"), [.reply(.accepted)]),
            ]
        ),
        Story(
            "a process whose extension never polls is killed",
            [
                (.registerExtension(id: "x"), [.reply(.accepted)]),
                (.next(poll: 1), []),
                (.invoke(id: "a"), []),
                (.timeout(id: "a"), [.finish(id: "a", .timedOut), .kill]),
            ]
        ),
        Story(
            "a separately started process may be replaced while it has no pending request",
            isExternal: true,
            [
                (.registerExtension(id: "x"), [.reply(.accepted)]),
                (.next(poll: 1), []),
                (.registerExtension(id: "y"), [forbidden("Extension.RegistrationClosed")]),
                (.pollClosed(poll: 1), []),
                (.invoke(id: "a"), []),
                (.registerExtension(id: "y"), [.reply(.accepted)]),
                (.extensionNext(id: "x"), [forbidden("Extension.UnknownExtensionIdentifier")]),
                (.next(poll: 2), []),
                (.extensionNext(id: "y"), [.deliver(id: "a", poll: 2)]),
                (.registerExtension(id: "z"), [forbidden("Extension.RegistrationClosed")]),
            ]
        ),
        Story(
            "a separately started extension that exits before its first poll does not block events",
            isExternal: true,
            [
                (.registerExtension(id: "x"), [.reply(.accepted)]),
                (.next(poll: 1), []),
                (.invoke(id: "a"), []),
                (.registrationClosed(id: "x"), [.deliver(id: "a", poll: 1)]),
                (.extensionNext(id: "x"), []),
                (.registrationClosed(id: "x"), []),
                (.extensionClosed(id: "x"), []),
                (.extensionNext(id: "x"), [forbidden("Extension.UnknownExtensionIdentifier")]),
            ]
        ),
        Story(
            "closed extension connections are ignored for a child process",
            [
                (.registerExtension(id: "x"), [.reply(.accepted)]),
                (.next(poll: 1), []),
                (.invoke(id: "a"), []),
                (.registrationClosed(id: "x"), []),
                (.extensionClosed(id: "x"), []),
                (.extensionNext(id: "x"), [.deliver(id: "a", poll: 1)]),
            ]
        ),
        Story(
            "at most ten extensions are registered",
            tenExtensions + [(.registerExtension(id: "x"), [forbidden("Extension.TooManyExtensions")])]
        ),
    ]
}
