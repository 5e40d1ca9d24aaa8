import SwiftletEmulator

/// Sequences of processes with extensions.
extension RuntimeAPIStateTests {
    private static func forbidden(_ errorType: String) -> Action {
        .reply(.rejected(status: 403, errorType: errorType))
    }

    private static let tenExtensions: [(Input, [Action])] = (0..<10)
        .map {
            (Input.registerExtension(id: "\($0)", name: "\($0)", events: []), [Action.reply(.accepted)])
        }

    static let extensionStories: [Story] = [
        Story(
            "the first event waits for the extensions",
            [
                (.registerExtension(id: "x", name: "x", events: []), [.reply(.accepted)]),
                (.extensionNext(id: "y"), [forbidden("Extension.UnknownExtensionIdentifier")]),
                (.invoke(id: "a"), []),
                (.next(poll: 1), []),
                (.registerExtension(id: "y", name: "y", events: []), [forbidden("Extension.RegistrationClosed")]),
                (.extensionNext(id: "x"), [.deliver(id: "a", poll: 1)]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.next(poll: 2), []),
                (.invoke(id: "b"), [.deliver(id: "b", poll: 2)]),
                (.exit, [.finish(id: "b", .exited)]),
                (.registerExtension(id: "z", name: "z", events: []), [.reply(.accepted)]),
            ]
        ),
        Story(
            "a process whose extension never polls is killed",
            [
                (.registerExtension(id: "x", name: "x", events: []), [.reply(.accepted)]),
                (.next(poll: 1), []),
                (.invoke(id: "a"), []),
                (.timeout(id: "a"), [.finish(id: "a", .timedOut), .kill]),
            ]
        ),
        Story(
            "a separately started process may be replaced while it has no open connection",
            isExternal: true,
            [
                (.registerExtension(id: "x", name: "x", events: []), [.reply(.accepted)]),
                (.connectionOpened(1), []),
                (.next(poll: 1), []),
                (.registerExtension(id: "y", name: "x", events: []), [forbidden("Extension.RegistrationClosed")]),
                (.pollClosed(poll: 1), []),
                (.registerExtension(id: "y", name: "x", events: []), [forbidden("Extension.RegistrationClosed")]),
                (.connectionClosed(1), []),
                (.invoke(id: "a"), []),
                (.registerExtension(id: "y", name: "x", events: []), [.reply(.accepted)]),
                (.connectionOpened(2), []),
                (.extensionNext(id: "x"), [forbidden("Extension.UnknownExtensionIdentifier")]),
                (.next(poll: 2), []),
                (.extensionNext(id: "y"), [.deliver(id: "a", poll: 2)]),
                (.registerExtension(id: "z", name: "z", events: []), [forbidden("Extension.RegistrationClosed")]),
            ]
        ),
        Story(
            "a separately started process may be replaced during an invocation",
            isExternal: true,
            [
                (.next(poll: 1), []),
                (.connectionOpened(1), []),
                (.invoke(id: "a"), [.deliver(id: "a", poll: 1)]),
                (.invoke(id: "b"), []),
                (.next(poll: 2), [forbidden("InvalidStateTransition")]),
                (.connectionClosed(1), []),
                (.next(poll: 2), [.finish(id: "a", .exited), .deliver(id: "b", poll: 2)]),
                (.connectionOpened(2), []),
                (.response(id: "a", bytes: 1), [.reply(.rejected(status: 400, errorType: "InvalidRequestID"))]),
                (.connectionClosed(2), []),
                (
                    .registerExtension(id: "x", name: "x", events: []),
                    [.finish(id: "b", .exited), .reply(.accepted)]
                ),
            ]
        ),
        Story(
            "a separately started process may be replaced while its extension processes an event",
            isExternal: true,
            [
                (.registerExtension(id: "x", name: "x", events: ["INVOKE"]), [.reply(.accepted)]),
                (.connectionOpened(1), []),
                (.extensionNext(id: "x"), []),
                (.next(poll: 1), []),
                (.invoke(id: "a"), [.notify(extensionID: "x", id: "a"), .deliver(id: "a", poll: 1)]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.invoke(id: "b"), []),
                // The runtime opens a connection per request; the connection of the extension is still open.
                (.next(poll: 2), []),
                (.pollClosed(poll: 2), []),
                (.connectionClosed(1), []),
                (.next(poll: 3), [.deliver(id: "b", poll: 3)]),
                (.extensionNext(id: "x"), [forbidden("Extension.UnknownExtensionIdentifier")]),
            ]
        ),
        Story(
            "a separately started process may be replaced after its extension failed",
            isExternal: true,
            [
                (.registerExtension(id: "x", name: "x", events: []), [.reply(.accepted)]),
                (.connectionOpened(1), []),
                (.extensionError(id: "x", isInit: true), [.reply(.accepted)]),
                (.invoke(id: "a"), []),
                (.connectionClosed(1), []),
                (.next(poll: 1), [.deliver(id: "a", poll: 1)]),
            ]
        ),
        Story(
            "the first poll replaces a separately started process with concurrent invocations",
            concurrency: 4,
            isExternal: true,
            [
                (.next(poll: 1), []),
                (.connectionOpened(1), []),
                (.invoke(id: "a"), [.deliver(id: "a", poll: 1)]),
                (.connectionClosed(1), []),
                (.next(poll: 2), [.finish(id: "a", .exited)]),
                (.connectionOpened(2), []),
                (.next(poll: 3), []),
                (.next(poll: 4), []),
                (.next(poll: 5), []),
                (.next(poll: 6), [forbidden("InvalidStateTransition")]),
            ]
        ),
        Story(
            "concurrent invocations of a process that opens a connection per request are kept",
            concurrency: 2,
            isExternal: true,
            [
                (.next(poll: 1), []),
                (.connectionOpened(1), []),
                (.next(poll: 2), []),
                (.connectionOpened(2), []),
                (.invoke(id: "a"), [.deliver(id: "a", poll: 1)]),
                (.connectionClosed(1), []),
                (.invoke(id: "b"), [.deliver(id: "b", poll: 2)]),
                (.connectionClosed(2), []),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.next(poll: 3), []),
                (.response(id: "b", bytes: 1), [.finish(id: "b", .succeeded), .reply(.accepted)]),
            ]
        ),
        Story(
            "a separately started process is replaced if an extension that has never polled registers again",
            isExternal: true,
            [
                (.registerExtension(id: "x", name: "x", events: []), [.reply(.accepted)]),
                (.connectionOpened(1), []),
                (.registerExtension(id: "y", name: "x", events: []), [forbidden("Extension.InvalidExtensionState")]),
                (.registrationClosed(id: "x"), []),
                (.connectionClosed(1), []),
                (.registerExtension(id: "y", name: "x", events: []), [.reply(.accepted)]),
                (.extensionNext(id: "x"), [forbidden("Extension.UnknownExtensionIdentifier")]),
            ]
        ),
        Story(
            "a separately started extension that exits before its first poll does not block events",
            isExternal: true,
            [
                (.registerExtension(id: "x", name: "x", events: []), [.reply(.accepted)]),
                (.connectionOpened(1), []),
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
                (.registerExtension(id: "x", name: "x", events: []), [.reply(.accepted)]),
                (.next(poll: 1), []),
                (.invoke(id: "a"), []),
                (.registrationClosed(id: "x"), []),
                (.extensionClosed(id: "x"), []),
                (.extensionNext(id: "x"), [.deliver(id: "a", poll: 1)]),
            ]
        ),
        Story(
            "an extension whose poll is closed polls again and receives its event",
            [
                (.registerExtension(id: "x", name: "x", events: ["INVOKE"]), [.reply(.accepted)]),
                (.extensionNext(id: "x"), []),
                (.next(poll: 1), []),
                (.extensionClosed(id: "x"), []),
                (.extensionNext(id: "x"), []),
                (.extensionNext(id: "x"), [forbidden("Extension.InvalidExtensionState")]),
                (.extensionClosed(id: "x"), []),
                (.invoke(id: "a"), [.notify(extensionID: "x", id: "a"), .deliver(id: "a", poll: 1)]),
                (.extensionClosed(id: "x"), []),
                (.extensionNext(id: "x"), [.notify(extensionID: "x", id: "a")]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.next(poll: 2), []),
                (.invoke(id: "b"), []),
                (.extensionNext(id: "x"), [.notify(extensionID: "x", id: "b"), .deliver(id: "b", poll: 2)]),
            ]
        ),
        Story(
            "a separately started extension is unregistered if its event cannot be delivered",
            isExternal: true,
            [
                (.registerExtension(id: "x", name: "x", events: ["INVOKE"]), [.reply(.accepted)]),
                (.connectionOpened(1), []),
                (.extensionNext(id: "x"), []),
                (.next(poll: 1), []),
                (.connectionOpened(2), []),
                (.invoke(id: "a"), [.notify(extensionID: "x", id: "a"), .deliver(id: "a", poll: 1)]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.next(poll: 2), []),
                (.invoke(id: "b"), []),
                (.extensionClosed(id: "x"), [.deliver(id: "b", poll: 2)]),
            ]
        ),
        Story(
            "an extension receives the event of an invocation once",
            [
                (.registerExtension(id: "x", name: "x", events: ["INVOKE"]), [.reply(.accepted)]),
                (.extensionNext(id: "x"), []),
                (.next(poll: 1), []),
                (.invoke(id: "a"), [.notify(extensionID: "x", id: "a"), .deliver(id: "a", poll: 1)]),
                (.undelivered(id: "a"), []),
                (.next(poll: 2), [.deliver(id: "a", poll: 2)]),
                (.extensionNext(id: "x"), []),
                (.undelivered(id: "a"), []),
                (.next(poll: 3), [.deliver(id: "a", poll: 3)]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.next(poll: 4), []),
                // A retry has the same id.
                (.invoke(id: "a"), [.notify(extensionID: "x", id: "a"), .deliver(id: "a", poll: 4)]),
                (.undelivered(id: "a"), []),
                (.timeout(id: "a"), [.finish(id: "a", .timedOut), .kill]),
            ]
        ),
        Story(
            "an event waits for the extensions that handle the previous one",
            [
                (.registerExtension(id: "x", name: "x", events: ["INVOKE"]), [.reply(.accepted)]),
                (.registerExtension(id: "y", name: "y", events: []), [.reply(.accepted)]),
                (.extensionNext(id: "y"), []),
                (.invoke(id: "a"), []),
                (.next(poll: 1), []),
                (.extensionNext(id: "x"), [.notify(extensionID: "x", id: "a"), .deliver(id: "a", poll: 1)]),
                (.extensionNext(id: "y"), [forbidden("Extension.InvalidExtensionState")]),
                (.response(id: "a", bytes: 1), [.finish(id: "a", .succeeded), .reply(.accepted)]),
                (.next(poll: 2), []),
                (.invoke(id: "b"), []),
                (.invoke(id: "c"), []),
                // The extension may still finish the previous event.
                (.timeout(id: "c"), [.finish(id: "c", .timedOut)]),
                (.extensionNext(id: "x"), [.notify(extensionID: "x", id: "b"), .deliver(id: "b", poll: 2)]),
                (.error(id: "b"), [.finish(id: "b", .failed), .reply(.accepted)]),
                (.timeout(id: "a"), []),
                (.timeout(id: "b"), [.kill]),
            ]
        ),
        Story(
            "a failed extension blocks events until the process exits",
            [
                (.registerExtension(id: "x", name: "x", events: []), [.reply(.accepted)]),
                (.extensionError(id: "y", isInit: true), [forbidden("Extension.UnknownExtensionIdentifier")]),
                (.extensionNext(id: "x"), []),
                (.extensionError(id: "x", isInit: true), [forbidden("Extension.InvalidExtensionState")]),
                (.extensionError(id: "x", isInit: false), [.reply(.accepted)]),
                (.extensionNext(id: "x"), [forbidden("Extension.InvalidExtensionState")]),
                (.next(poll: 1), []),
                (.invoke(id: "a"), []),
                (.timeout(id: "a"), [.finish(id: "a", .timedOut), .kill]),
            ]
        ),
        Story(
            "extensions receive no events with concurrent invocations",
            concurrency: 2,
            [
                (.registerExtension(id: "x", name: "x", events: ["INVOKE"]), [forbidden("Extension.InvalidEventType")]),
                (.registerExtension(id: "x", name: "x", events: []), [.reply(.accepted)]),
            ]
        ),
        Story(
            "at most ten extensions are registered",
            tenExtensions + [
                (.registerExtension(id: "x", name: "x", events: []), [forbidden("Extension.TooManyExtensions")])
            ]
        ),
    ]
}
