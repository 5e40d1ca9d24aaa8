import Synchronization

/// The transfers of a client between requests: making one costs much more than preparing it anew.
final class TransferPool: Sendable {
    /// With more requests than this at once, handles are made and thrown away.
    private static let limit = 32

    private struct Idle {
        var plain: [Transfer] = []
        var secure: [Transfer] = []
    }

    private let configuration: HTTPClient.Configuration
    private let idle = Mutex(Idle())

    init(_ configuration: HTTPClient.Configuration) {
        self.configuration = configuration
    }

    /// Gives out a transfer.
    ///
    /// Only one for `https` URLs needs the certificates to have been looked for.
    func take(secure: Bool) throws(HTTPClientError) -> Transfer {
        let pooled = idle.withLock { secure ? $0.secure.popLast() : $0.plain.popLast() }
        if let pooled { return pooled }
        var options = configuration.options
        options.isSecure = secure
        if secure || options.maxRedirects > 0 {
            options.certificateFile = configuration.certificateFile ?? CertificateFile.system
        }
        return try Transfer(options)
    }

    /// Takes a transfer back that is no longer under way.
    func put(_ transfer: Transfer) {
        guard !transfer.isSpent else { return }
        transfer.forget()
        idle.withLock { idle in
            if transfer.options.isSecure {
                if idle.secure.count < Self.limit { idle.secure.append(transfer) }
            } else if idle.plain.count < Self.limit {
                idle.plain.append(transfer)
            }
        }
    }
}
