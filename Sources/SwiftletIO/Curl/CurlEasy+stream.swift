import CCurl

/// The connection of a handle that was told only to make one: a stream of bytes, TLS included where it is spoken.
///
/// The handle has to stay in its multi handle. Nothing here waits.
/// See [CURLOPT_CONNECT_ONLY](https://curl.se/libcurl/c/CURLOPT_CONNECT_ONLY.html).
extension CurlEasy {
    /// What became of an attempt to move bytes.
    enum Moved {
        /// So many bytes, at least one.
        case bytes(Int)
        /// None now: wait for the descriptor.
        case notYet
        /// None any more: the other side has closed.
        case end
        case failed(CURLcode)
    }

    /// The connection's socket, -1 for none.
    var descriptor: Int32 {
        var socket: curl_socket_t = -1
        let status = unsafe withHandle { unsafe swiftlet_curl_easy_getinfo_socket($0, CURLINFO_ACTIVESOCKET, &socket) }
        return status == CURLE_OK ? socket : -1
    }

    /// Sends what the system takes at once, by [curl_easy_send](https://curl.se/libcurl/c/curl_easy_send.html).
    func send(_ bytes: Span<UInt8>) -> Moved {
        var count = 0
        let status = unsafe bytes.withUnsafeBytes { bytes in
            unsafe withHandle { unsafe curl_easy_send($0, bytes.baseAddress, bytes.count, &count) }
        }
        return moved(count, status)
    }

    /// Receives what has come, by [curl_easy_recv](https://curl.se/libcurl/c/curl_easy_recv.html).
    func receive(into buffer: borrowing InputBuffer) -> Moved {
        var count = 0
        let status = unsafe buffer.withStorage { buffer in
            unsafe withHandle { unsafe curl_easy_recv($0, buffer.baseAddress, buffer.count, &count) }
        }
        return status == CURLE_OK && count == 0 ? .end : moved(count, status)
    }

    private func moved(_ count: Int, _ status: CURLcode) -> Moved {
        switch status {
        case CURLE_OK: count > 0 ? .bytes(count) : .notYet
        case CURLE_AGAIN: .notYet
        default: .failed(status)
        }
    }
}

/// The memory that bytes are received into.
@safe struct InputBuffer: ~Copyable {
    private let storage: UnsafeMutableRawBufferPointer

    init(byteCount: Int) {
        unsafe storage = .allocate(byteCount: byteCount, alignment: 16)
    }

    deinit {
        unsafe storage.deallocate()
    }

    @unsafe func withStorage<T>(_ body: (UnsafeMutableRawBufferPointer) -> T) -> T {
        unsafe body(storage)
    }

    /// Lends the first bytes, which have been received.
    func withBytes<T, E: Error>(_ count: Int, _ body: (Span<UInt8>) throws(E) -> T) throws(E) -> T {
        try unsafe body(Span(_unsafeElements: storage.bindMemory(to: UInt8.self)).extracting(first: count))
    }
}
