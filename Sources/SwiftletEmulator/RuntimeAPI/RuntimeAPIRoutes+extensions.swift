import Foundation
import HTTPTypes
import Hummingbird
import SwiftletJSON
import SwiftletRuntime
import SwiftletServer

extension RuntimeAPIRoutes {
    /// Registers an internal extension for `INVOKE` events or for none.
    ///
    /// Only external extensions, which Lambda starts as processes of their own, may register for `SHUTDOWN`.
    func registerExtension(
        _ request: Hummingbird.Request,
        _ context: ConnectionContext
    ) async -> Hummingbird.Response {
        guard let name = request.headers[field: ExtensionHeader.name], !name.isEmpty else {
            return errorResponse(403, "Extension.InvalidExtensionName")
        }
        guard let body = try? await request.collectBody(atMost: 64 * 1024),
            let events = Self.events(body)
        else {
            return errorResponse(403, "InvalidRequestFormat")
        }
        let watch = await context.watch()
        let (id, rejection) = api.registerExtension(name, events: events, on: processConnection(watch))
        if case .rejected = rejection { return reply(to: rejection) }
        trackConnection(watch)
        watch?.onEnd(id) { api.registrationClosed(id) }
        var metadata: JSON = [
            "functionName": .string(functionName), "functionVersion": "$LATEST", "handler": .string(handler),
        ]
        if request.headers[field: ExtensionHeader.acceptedFeatures]?.contains("accountId") == true {
            metadata["accountId"] = .string(FunctionReference.account)
        }
        var response = self.json(.ok, metadata)
        response.headers[field: ExtensionHeader.identifier] = id
        return response
    }

    /// Parses the events of a registration; `nil` if the body is malformed or has deprecated members.
    private static func events(_ body: [UInt8]) -> [String]? {
        guard let json = try? JSON(parsing: body), json.object != nil, json["configurationKeys"]?.array?.isEmpty ?? true
        else {
            return nil
        }
        guard let member = json["events"], member != .null else { return [] }
        guard let elements = member.array else { return nil }
        let events = elements.compactMap(\.string)
        return events.count == elements.count ? events : nil
    }

    /// Keeps an extension's poll open until there is an event or the process exits.
    func extensionNext(_ request: Hummingbird.Request, _ context: ConnectionContext) async -> Hummingbird.Response {
        let id: String
        switch identifier(request) {
        case .success(let text): id = text
        case .failure(let rejection): return errorResponse(403, rejection.errorType)
        }
        let watch = await context.watch()
        var poll = 0
        let result = await api.extensionNext(id, on: processConnection(watch)) { number in
            poll = number
            if let watch {
                watch.onClose { api.extensionClosed(id, poll: number) }
            } else {
                api.extensionClosed(id, poll: number)
            }
            trackConnection(watch)
        }
        watch?.onClose(nil)
        switch result {
        case .event(let event):
            guard watch?.isClosed == false else {
                api.extensionClosed(id, poll: poll)
                return errorResponse(500, "Gone")
            }
            var response = json(.ok, event.json)
            response.headers[field: ExtensionHeader.eventIdentifier] = UUID().uuidString.lowercased()
            return response
        case .rejected(let rejection): return reply(to: rejection)
        case .gone: return errorResponse(500, "Gone")
        }
    }

    /// Handles an extension's report that it failed to initialize or is about to exit.
    func extensionError(_ request: Hummingbird.Request, isInit: Bool) -> Hummingbird.Response {
        switch identifier(request) {
        case .failure(let rejection): return errorResponse(403, rejection.errorType)
        case .success(let id):
            guard request.headers[field: ExtensionHeader.errorType]?.isEmpty == false else {
                return errorResponse(403, "Extension.MissingHeader")
            }
            return reply(to: api.extensionError(id, isInit: isInit))
        }
    }

    private struct Rejection: Error {
        let errorType: String
    }

    /// Returns the extension identifier of a request.
    private func identifier(_ request: Hummingbird.Request) -> Result<String, Rejection> {
        guard let text = request.headers[field: ExtensionHeader.identifier], !text.isEmpty else {
            return .failure(Rejection(errorType: "Extension.MissingExtensionIdentifier"))
        }
        guard let id = UUID(uuidString: text) else {
            return .failure(Rejection(errorType: "Extension.InvalidExtensionIdentifier"))
        }
        return .success(id.uuidString.lowercased())
    }

    /// Returns the number of a connection of a separately started process.
    private func processConnection(_ watch: ConnectionWatch?) -> Int? {
        api.isExternal ? watch?.number : nil
    }

    /// Tracks the end of a connection of a separately started process.
    private func trackConnection(_ watch: ConnectionWatch?) {
        guard let number = processConnection(watch) else { return }
        watch?.onEnd(ConnectionWatch.process) { api.connectionClosed(number) }
    }
}
