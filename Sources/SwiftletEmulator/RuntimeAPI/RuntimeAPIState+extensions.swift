/// The internal extensions, which the process itself registers.
///
/// They may register for `INVOKE` events only, and for none with concurrent invocations. The rules are those of the runtime
/// interface emulator for
/// [functions](https://github.com/aws/aws-lambda-runtime-interface-emulator/tree/develop/internal/lambda/core) and
/// [managed instances](https://github.com/aws/aws-lambda-runtime-interface-emulator/tree/develop/internal/lambda-managed-instances/core).
extension RuntimeAPIState {
    /// An internal extension.
    struct Extension: Sendable {
        /// The state of an extension.
        enum Phase: Hashable {
            /// It is registered and has not yet polled for an event.
            case registered
            /// It is waiting for its next event.
            case ready
            /// It is processing the event of an invocation.
            case running(id: String)
            /// It has reported an error and must not send further requests.
            case failed
        }

        let name: String
        /// Whether it is registered for `INVOKE`.
        let receivesInvocations: Bool
        var phase = Phase.registered
        /// Whether the connection of its latest poll was closed before it received an event.
        var isDisconnected = false
        /// Whether the connection on which it was registered has been closed.
        var isAbandoned = false
    }

    /// The maximum number of extensions of a function
    /// ([Lambda quotas](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html)).
    private static let maximumExtensions = 10

    /// Whether the process has registered an extension, without which Lambda does not send SIGTERM
    /// ([shutdown phase](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html)).
    package var hasExtensions: Bool { !extensions.isEmpty }

    /// Whether initialization is complete with regard to extensions: each has polled for its first event.
    ///
    /// An extension that closed its connection without polling is ignored.
    var isInitialized: Bool {
        extensions.values.allSatisfy { item in
            switch item.phase {
            case .registered: item.isAbandoned
            case .ready, .running: true
            case .failed: false
            }
        }
    }

    /// Whether each extension is waiting for its next event, which ends the initialization and each invocation.
    var areExtensionsReady: Bool { areExtensionsReady(forRequeued: nil) }

    /// Whether each extension is waiting for its next event, or is processing an event that was returned to the queue.
    func areExtensionsReady(forRequeued invocation: String?) -> Bool {
        isInitialized
            && extensions.values.allSatisfy { if case .running(let id) = $0.phase { id == invocation } else { true } }
    }

    /// Whether an extension is still processing the event of an invocation.
    func isOccupied(by id: String) -> Bool {
        extensions.values.contains { $0.phase == .running(id: id) }
    }

    mutating func register(_ id: String, name: String, _ events: [String]) -> [Action] {
        guard events.allSatisfy({ $0 == "INVOKE" && concurrency == 1 }) else {
            return [Self.forbidden("Extension.InvalidEventType")]
        }
        let isNew = extensions.values.allSatisfy { $0.name != name }
        var actions: [Action] = []
        if mayBeReplaced, hasPolled || !isNew || extensions.count >= Self.maximumExtensions {
            actions = replaceProcess()
        }
        guard !hasPolled, !hasFailedInit else { return actions + [Self.forbidden("Extension.RegistrationClosed")] }
        guard extensions.count < Self.maximumExtensions else {
            return actions + [Self.forbidden("Extension.TooManyExtensions")]
        }
        guard extensions.values.allSatisfy({ $0.name != name }) else {
            return actions + [Self.forbidden("Extension.InvalidExtensionState")]
        }
        extensions[id] = Extension(name: name, receivesInvocations: !events.isEmpty)
        return actions + [.reply(.accepted)]
    }

    mutating func extensionNext(_ id: String) -> [Action] {
        guard let phase = extensions[id]?.phase else { return [Self.forbidden("Extension.UnknownExtensionIdentifier")] }
        let isDisconnected = extensions[id]?.isDisconnected == true
        guard phase != .failed, phase != .ready || isDisconnected else {
            return [Self.forbidden("Extension.InvalidExtensionState")]
        }
        extensions[id]?.isDisconnected = false
        if isDisconnected, case .running(let invocation) = phase { return [.notify(extensionID: id, id: invocation)] }
        extensions[id]?.phase = .ready
        return deliverQueued()
    }

    mutating func extensionClosed(_ id: String) -> [Action] {
        guard isExternal else {
            extensions[id]?.isDisconnected = true
            return []
        }
        extensions[id] = nil
        return deliverQueued()
    }

    mutating func extensionError(_ id: String, isInit: Bool) -> [Action] {
        guard let phase = extensions[id]?.phase else { return [Self.forbidden("Extension.UnknownExtensionIdentifier")] }
        guard !isInit || phase == .registered || phase == .failed else {
            return [Self.forbidden("Extension.InvalidExtensionState")]
        }
        extensions[id]?.phase = .failed
        return [.reply(.accepted)]
    }

    /// Notifies the extensions that are registered for `INVOKE` of an invocation.
    mutating func notifyExtensions(of id: String) -> [Action] {
        let receivers = extensions.keys.filter { extensions[$0]?.receivesInvocations == true }.sorted()
        for receiver in receivers { extensions[receiver]?.phase = .running(id: id) }
        return receivers.map { .notify(extensionID: $0, id: id) }
    }

    private static func forbidden(_ errorType: String) -> Action {
        .reply(.rejected(status: 403, errorType: errorType))
    }
}
