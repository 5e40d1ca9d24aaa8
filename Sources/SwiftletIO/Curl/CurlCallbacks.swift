import CCurl

/// The callbacks of a transfer.
@safe struct CurlCallbacks {
    var header: curl_write_callback
    var write: curl_write_callback
    var read: curl_read_callback
    var seek: curl_seek_callback
    var prerequest: curl_prereq_callback
}
