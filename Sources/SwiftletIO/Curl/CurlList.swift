import CCurl

/// The owner of a libcurl list of header lines.
@safe struct CurlList: ~Copyable {
    private var list: UnsafeMutablePointer<curl_slist>?

    deinit {
        unsafe curl_slist_free_all(list)
    }

    init() {
        unsafe list = nil
    }

    /// Appends a copy of one line.
    mutating func append(_ line: String) throws(HTTPClientError) {
        guard let longer = unsafe curl_slist_append(list, line) else {
            throw HTTPClientError(.unavailable, "libcurl could not allocate a header field.")
        }
        unsafe list = unsafe longer
    }

    @unsafe func withPointer(_ body: (UnsafeMutablePointer<curl_slist>?) -> Void) {
        unsafe body(list)
    }

    /// Transfers ownership of the list to libcurl.
    @unsafe consuming func release() -> UnsafeMutablePointer<curl_slist>? {
        let released = unsafe list
        unsafe list = nil
        return unsafe released
    }
}
