import HTTPTypes
import Hummingbird
import SwiftletJSON
import SwiftletRuntime

extension RuntimeAPICalls {
    /// Registers an internal extension without events.
    ///
    /// `INVOKE` and `SHUTDOWN` are rejected: Lambda does not allow `SHUTDOWN` for internal extensions, and the emulator does
    /// not deliver `INVOKE`.
    func registerExtension(
        _ request: Hummingbird.Request,
        _ context: ConnectionContext
    ) async -> Hummingbird.Response {
        guard request.headers[field: ExtensionHeader.name]?.isEmpty == false else {
            return refusal(403, "Extension.InvalidExtensionName")
        }
        guard let body = try? await request.collectBody(atMost: 64 * 1024), let json = try? JSON(parsing: body) else {
            return refusal(403, "InvalidRequestFormat")
        }
        guard json["events"]?.array?.isEmpty ?? true else { return refusal(403, "Extension.InvalidEventType") }
        let (id, rejection) = api.registerExtension()
        if case .refused = rejection { return reply(to: rejection) }
        let watch = await context.watch()
        watch?.onClose { api.registrationClosed(id) }
        var response = self.json(
            .ok,
            ["functionName": .string(functionName), "functionVersion": "$LATEST", "handler": .string(handler)]
        )
        response.headers[field: ExtensionHeader.identifier] = id
        return response
    }

    /// Keeps an extension's poll open until the process exits.
    func extensionNext(_ request: Hummingbird.Request, _ context: ConnectionContext) async -> Hummingbird.Response {
        guard let id = request.headers[field: ExtensionHeader.identifier] else {
            return refusal(403, "Extension.MissingExtensionIdentifier")
        }
        let watch = await context.watch()
        let rejection = await api.extensionNext(id) { end in
            if let watch { watch.onClose(end) } else { end() }
        }
        watch?.onClose(nil)
        if rejection == nil, watch?.isClosed != false { api.extensionClosed(id) }
        return rejection.map { reply(to: $0) } ?? refusal(500, "Gone")
    }
}
