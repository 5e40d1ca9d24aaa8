import Glibc

/// The Unix socket that receives log frames on Lambda managed instances.
enum TelemetrySocket {
    /// Connects to a socket.
    ///
    /// - Parameter path: The value of `_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET`.
    /// - Returns: The descriptor, with close-on-exec set; `nil` if the connection failed.
    static func connect(_ path: String) -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe systemConnect(descriptor, generic, length: socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}

/// Calls `connect(2)`, which the method above shadows.
private func systemConnect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, length: socklen_t) -> Int32 {
    unsafe connect(descriptor, address, length)
}
