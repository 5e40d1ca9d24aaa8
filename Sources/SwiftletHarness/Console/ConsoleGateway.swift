import HTTPTypes
import Swiftlet
import SwiftletGateway

/// A gateway that responds to the requests for the console, and forwards all others.
///
/// Routes of the app with the same paths are not reachable through it.
struct ConsoleGateway: RequestGateway {
    let gateway: any RequestGateway
    let api: ConsoleAPI
    let access: ConsoleAccess

    var limits: GatewayLimits { gateway.limits }

    func respond(to request: Request, rawQuery: String?) async -> GatewayResponse {
        guard let path = Self.consolePath(request.path) else {
            return await gateway.respond(to: request, rawQuery: rawQuery)
        }
        return GatewayResponse(response: ConsolePage.secured(await respond(to: request, at: path)))
    }

    /// The path below that of the page, such as `api/invocations`.
    ///
    /// - Parameter path: The path of a request, or the path with the query.
    /// - Returns: The path; `nil` if it is one of the app.
    static func consolePath(_ path: String) -> String? {
        guard path.utf8.starts(with: ConsolePage.path.utf8) else { return nil }
        let rest = path.utf8.dropFirst(ConsolePage.path.utf8.count)
        guard let first = rest.first else { return "" }
        if first == UInt8(ascii: "?") { return "" }
        return first == UInt8(ascii: "/") ? String(Substring(rest.dropFirst())) : nil
    }

    private func respond(to request: Request, at path: String) async -> Response {
        let isAPI = path.utf8.starts(with: "api/".utf8)
        switch access.decision(on: request, isAPI: isAPI) {
        case .rejected(let reason):
            return isAPI ? ConsoleError(.forbidden, reason).response : .text(reason + "\n", status: .forbidden)
        case .tokenAccepted:
            let attributes = "Path=\(ConsolePage.path); HttpOnly; SameSite=Strict"
            return Response(
                .seeOther,
                headers: [
                    .location: ConsolePage.path,
                    .setCookie: "\(ConsoleAccess.cookie)=\(access.token ?? ""); \(attributes)",
                ]
            )
        case .allowed: break
        }
        if isAPI { return await api.respond(to: request, at: String(path.dropFirst("api/".count))) }
        guard request.method == .get || request.method == .head else {
            return Response(.methodNotAllowed, headers: [.allow: "GET, HEAD"])
        }
        return ConsolePage.response(for: path) ?? .text("Not found\n", status: .notFound)
    }
}
