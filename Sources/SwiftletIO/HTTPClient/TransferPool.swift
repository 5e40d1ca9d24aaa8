import Synchronization

/// The idle transfers of a client: reusing one is much cheaper than creating one.
final class TransferPool: Sendable {
    /// The maximum number of idle transfers of each kind.
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

    /// Returns an idle transfer, or creates one.
    ///
    /// The certificate file is looked up only if a transfer may use TLS.
    func acquire(secure: Bool) throws(HTTPClientError) -> Transfer {
        let pooled = idle.withLock { secure ? $0.secure.popLast() : $0.plain.popLast() }
        if let pooled { return pooled }
        var options = configuration.options
        options.isSecure = secure
        if secure || options.maxRedirects > 0 {
            options.certificateFile = configuration.certificateFile ?? CertificateFile.system
        }
        return try Transfer(options)
    }

    /// Returns a completed transfer to the pool.
    func release(_ transfer: Transfer) {
        guard !transfer.isConsumed else { return }
        transfer.releaseBodies()
        idle.withLock { idle in
            if transfer.options.isSecure {
                if idle.secure.count < Self.limit { idle.secure.append(transfer) }
            } else if idle.plain.count < Self.limit {
                idle.plain.append(transfer)
            }
        }
    }
}
