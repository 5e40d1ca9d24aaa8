#pragma once

#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call. Each wrapper below
// fixes one argument type. The parenthesised name steps around the type-checking macros of the same name, which only
// work on literal options.

/// Options that take a long (CURLOPTTYPE_LONG and CURLOPTTYPE_VALUES).
static inline CURLcode swiftlet_curl_easy_setopt_long(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// Options that take a curl_off_t (CURLOPTTYPE_OFF_T).
static inline CURLcode swiftlet_curl_easy_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// Options that take a C string, which libcurl copies. NULL resets the option.
static inline CURLcode swiftlet_curl_easy_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// Options that take a pointer, which libcurl only keeps.
static inline CURLcode swiftlet_curl_easy_setopt_pointer(CURL *handle, CURLoption option, void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// Options that take a list, which libcurl only keeps.
static inline CURLcode swiftlet_curl_easy_setopt_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(handle, option, value);
}

// A callback and its context always change together, and a C function pointer is not an object pointer: one typed
// wrapper for each callback.

static inline CURLcode swiftlet_curl_easy_set_write_function(CURL *handle, curl_write_callback function, void *context) {
    CURLcode code = (curl_easy_setopt)(handle, CURLOPT_WRITEFUNCTION, function);
    return code != CURLE_OK ? code : (curl_easy_setopt)(handle, CURLOPT_WRITEDATA, context);
}

static inline CURLcode swiftlet_curl_easy_set_header_function(CURL *handle, curl_write_callback function, void *context) {
    CURLcode code = (curl_easy_setopt)(handle, CURLOPT_HEADERFUNCTION, function);
    return code != CURLE_OK ? code : (curl_easy_setopt)(handle, CURLOPT_HEADERDATA, context);
}

static inline CURLcode swiftlet_curl_easy_set_read_function(CURL *handle, curl_read_callback function, void *context) {
    CURLcode code = (curl_easy_setopt)(handle, CURLOPT_READFUNCTION, function);
    return code != CURLE_OK ? code : (curl_easy_setopt)(handle, CURLOPT_READDATA, context);
}

static inline CURLcode swiftlet_curl_easy_set_seek_function(CURL *handle, curl_seek_callback function, void *context) {
    CURLcode code = (curl_easy_setopt)(handle, CURLOPT_SEEKFUNCTION, function);
    return code != CURLE_OK ? code : (curl_easy_setopt)(handle, CURLOPT_SEEKDATA, context);
}

static inline CURLcode swiftlet_curl_easy_set_trailer_function(CURL *handle, curl_trailer_callback function,
                                                               void *context) {
    CURLcode code = (curl_easy_setopt)(handle, CURLOPT_TRAILERFUNCTION, function);
    return code != CURLE_OK ? code : (curl_easy_setopt)(handle, CURLOPT_TRAILERDATA, context);
}

static inline CURLcode swiftlet_curl_easy_set_prerequest_function(CURL *handle, curl_prereq_callback function,
                                                                  void *context) {
    CURLcode code = (curl_easy_setopt)(handle, CURLOPT_PREREQFUNCTION, function);
    return code != CURLE_OK ? code : (curl_easy_setopt)(handle, CURLOPT_PREREQDATA, context);
}

/// The callbacks for each socket that a transfer opens and for each that is closed, also later with an idle connection.
static inline CURLcode swiftlet_curl_easy_set_socket_functions(CURL *handle, curl_sockopt_callback opened,
                                                               curl_closesocket_callback closed) {
    CURLcode code = (curl_easy_setopt)(handle, CURLOPT_SOCKOPTFUNCTION, opened);
    return code != CURLE_OK ? code : (curl_easy_setopt)(handle, CURLOPT_CLOSESOCKETFUNCTION, closed);
}

/// Facts that are a socket (CURLINFO_SOCKET).
static inline CURLcode swiftlet_curl_easy_getinfo_socket(CURL *handle, CURLINFO info, curl_socket_t *value) {
    return (curl_easy_getinfo)(handle, info, value);
}

/// CURLINFO_PRIVATE, declared as a string but holding whatever pointer CURLOPT_PRIVATE was given.
static inline void *swiftlet_curl_easy_private(CURL *handle) {
    char *value = NULL;
    (curl_easy_getinfo)(handle, CURLINFO_PRIVATE, &value);
    return value;
}

/// Options of a multi handle that take a long.
static inline CURLMcode swiftlet_curl_multi_setopt_long(CURLM *handle, CURLMoption option, long value) {
    return (curl_multi_setopt)(handle, option, value);
}

/// CURL_GLOBAL_DEFAULT is a macro of macros, which Swift does not import.
static inline CURLcode swiftlet_curl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

/// The result lies in a union of the message.
static inline CURLcode swiftlet_curl_message_result(const CURLMsg *message) {
    return message->data.result;
}

// The callbacks' special answers are macros with casts or of a type other than the callback's size_t.

static inline size_t swiftlet_curl_write_pause(void) { return CURL_WRITEFUNC_PAUSE; }
static inline size_t swiftlet_curl_read_pause(void) { return CURL_READFUNC_PAUSE; }
static inline size_t swiftlet_curl_read_abort(void) { return CURL_READFUNC_ABORT; }
