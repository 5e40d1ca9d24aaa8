import SwiftletHarness

/// The stories of processes with extensions.
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
            "an extension that never asks for an event ends the process",
            [
                (.registerExtension(id: "x"), [.reply(.accepted)]),
                (.next(poll: 1), []),
                (.invoke(id: "a"), []),
                (.timeout(id: "a"), [.finish(id: "a", .timedOut), .kill]),
            ]
        ),
        Story(
            "a process that is started elsewhere may be replaced while no call of it is pending",
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
            "an extension started elsewhere that goes away before its first call holds no event back",
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
            "the connections of an extension say nothing about a process that is started here",
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
            "there are ten extensions at most",
            tenExtensions + [(.registerExtension(id: "x"), [forbidden("Extension.TooManyExtensions")])]
        ),
    ]
}
