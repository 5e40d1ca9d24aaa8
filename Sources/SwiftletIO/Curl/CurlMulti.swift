import CCurl

/// The owner of a libcurl multi handle: active transfers, the connection pool, and polling.
///
/// Everything except ``wakeUp()`` must be called on the thread that runs the loop.
/// See [libcurl-multi](https://curl.se/libcurl/c/libcurl-multi.html).
@safe struct CurlMulti: ~Copyable {
    private let handle: UnsafeMutableRawPointer

    /// The result of `curl_global_init`, called once per process.
    private static let globalStatus: CURLcode = swiftlet_curl_global_init()

    /// The maximum number of idle connections that are kept open.
    ///
    /// libcurl's own limit depends on the number of active transfers.
    private static let idleConnections = 128

    init() throws(EventLoopError) {
        guard Self.globalStatus == CURLE_OK, let handle = unsafe curl_multi_init() else {
            throw EventLoopError(.unavailable, "libcurl could not be initialized.")
        }
        // Without free descriptors a multi handle has no wake-up pipe, and polling would never end. Fail now instead.
        guard unsafe curl_multi_wakeup(handle) == CURLM_OK else {
            unsafe curl_multi_cleanup(handle)
            throw EventLoopError(.unavailable, "libcurl has no descriptors for its wake-up pipe.")
        }
        unsafe self.handle = unsafe handle
        reserveConnections(0)
    }

    deinit {
        // Closing TLS connections writes to them.
        _ = BrokenPipeSignal.blocked { unsafe curl_multi_cleanup(handle) }
    }

    func add(_ easy: borrowing CurlEasy) -> Bool {
        unsafe easy.withHandle { unsafe curl_multi_add_handle(handle, $0) } == CURLM_OK
    }

    func remove(_ easy: borrowing CurlEasy) {
        _ = unsafe easy.withHandle { unsafe curl_multi_remove_handle(handle, $0) }
    }

    /// Sets the size of the connection cache: `count` connections that are always in use, plus the idle ones.
    ///
    /// libcurl counts connections that a transfer holds open towards the limit, and closes idle ones.
    func reserveConnections(_ count: Int) {
        _ = unsafe swiftlet_curl_multi_setopt_long(handle, CURLMOPT_MAXCONNECTS, Self.idleConnections + count)
    }

    /// Advances every transfer without blocking.
    func perform() {
        var running: Int32 = 0
        _ = unsafe curl_multi_perform(handle, &running)
    }

    /// Whether one of libcurl's own timers has expired.
    var isDue: Bool {
        var milliseconds = -1
        return unsafe curl_multi_timeout(handle, &milliseconds) == CURLM_OK && milliseconds == 0
    }

    /// Blocks until a transfer or one of `descriptors` is ready, ``wakeUp()`` is called, or the timeout expires.
    ///
    /// - Returns: The number of ready descriptors, including libcurl's own, or `nil` when polling failed.
    func poll(_ descriptors: inout [curl_waitfd], milliseconds: Int32) -> Int? {
        var ready: Int32 = 0
        let count = UInt32(descriptors.count)
        let status = unsafe descriptors.withUnsafeMutableBufferPointer { buffer in
            unsafe curl_multi_poll(handle, buffer.baseAddress, count, milliseconds, &ready)
        }
        return status == CURLM_OK ? Int(ready) : nil
    }

    /// Ends the current poll, or the next one.
    ///
    /// May be called from any thread.
    @discardableResult
    func wakeUp() -> Bool {
        unsafe curl_multi_wakeup(handle) == CURLM_OK
    }

    /// The next completed transfer, with its result.
    func nextFinished() -> (transfer: Transfer, result: CURLcode)? {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(handle, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE,
                let context = unsafe swiftlet_curl_easy_private(message.pointee.easy_handle)
            else { continue }
            return unsafe (Transfer.from(context), swiftlet_curl_message_result(message))
        }
        return nil
    }
}
