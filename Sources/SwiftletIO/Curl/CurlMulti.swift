import CCurl

/// The owner of libcurl's multi handle: the transfers under way, the pool of connections, and the sleep between them.
///
/// Everything but ``wakeUp()`` belongs to one thread at a time: the one that runs the loop.
/// See [libcurl-multi](https://curl.se/libcurl/c/libcurl-multi.html).
@safe struct CurlMulti: ~Copyable {
    private let handle: UnsafeMutableRawPointer

    /// `curl_global_init`, once in the life of the process.
    private static let globalStatus: CURLcode = swiftlet_curl_global_init()

    /// How many idle connections are kept open for later requests.
    ///
    /// libcurl's own limit follows the number of transfers under way.
    private static let idleConnections = 128

    init() throws(EventLoopError) {
        guard Self.globalStatus == CURLE_OK, let handle = unsafe curl_multi_init() else {
            throw EventLoopError(.unavailable, "libcurl could not be initialised.")
        }
        // A multi handle made while descriptors are short has no wake-up pipe. Better to know now than to sleep forever.
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

    /// Sets the size of the connection cache: room for `count` connections that are in use all the time, beside the idle ones.
    ///
    /// libcurl counts connections that a transfer holds open towards the limit, and closes idle ones instead.
    func reserveConnections(_ count: Int) {
        _ = unsafe swiftlet_curl_multi_setopt_long(handle, CURLMOPT_MAXCONNECTS, Self.idleConnections + count)
    }

    /// Moves every transfer on as far as it goes without waiting.
    func perform() {
        var running: Int32 = 0
        _ = unsafe curl_multi_perform(handle, &running)
    }

    /// Whether libcurl has a timer of its own that is due.
    var isDue: Bool {
        var milliseconds = -1
        return unsafe curl_multi_timeout(handle, &milliseconds) == CURLM_OK && milliseconds == 0
    }

    /// Sleeps until a transfer or one of `descriptors` can go on, ``wakeUp()`` is called, or the time is over.
    ///
    /// Returns how many descriptors are ready, libcurl's own included, or `nil` when polling is refused.
    func poll(_ descriptors: inout [curl_waitfd], milliseconds: Int32) -> Int? {
        var ready: Int32 = 0
        let count = UInt32(descriptors.count)
        let status = unsafe descriptors.withUnsafeMutableBufferPointer { buffer in
            unsafe curl_multi_poll(handle, buffer.baseAddress, count, milliseconds, &ready)
        }
        return status == CURLM_OK ? Int(ready) : nil
    }

    /// Ends the sleep under way, or the next one.
    ///
    /// May be called from any thread.
    @discardableResult
    func wakeUp() -> Bool {
        unsafe curl_multi_wakeup(handle) == CURLM_OK
    }

    /// The next transfer that has ended, with its result.
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
