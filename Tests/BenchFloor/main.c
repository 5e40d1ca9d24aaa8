// The baseline of the benchmark: a runtime API client with nothing but libcurl.
//
// One easy handle, one keep-alive connection, reused buffers, and the options of the runtime. It reads only the request id
// of an event, and sends a constant response. Whatever a runtime costs more is its own overhead.
//
// `make bench` compiles it with clang, which is part of the Swift toolchain: SwiftPM would link the Swift runtime.

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char response_body[] =
    "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},"
    "\"body\":\"{\\\"id\\\":42,\\\"name\\\":\\\"Ada\\\",\\\"email\\\":\\\"ada@example.com\\\",\\\"page\\\":7}\","
    "\"isBase64Encoded\":false}";

struct buffer {
    char *bytes;
    size_t count;
    size_t capacity;
};

struct invocation {
    char request_id[128];
    struct buffer body;
};

static size_t on_header(char *line, size_t size, size_t count, void *context) {
    static const char name[] = "lambda-runtime-aws-request-id:";
    struct invocation *invocation = context;
    size_t length = size * count;
    if (length > sizeof name && strncasecmp(line, name, sizeof name - 1) == 0) {
        const char *start = line + sizeof name - 1;
        const char *end = line + length;
        while (start < end && (*start == ' ' || *start == '\t')) start++;
        while (end > start && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' ')) end--;
        size_t text = (size_t)(end - start);
        if (text < sizeof invocation->request_id) {
            memcpy(invocation->request_id, start, text);
            invocation->request_id[text] = 0;
        }
    }
    return length;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
    struct buffer *body = &((struct invocation *)context)->body;
    size_t length = size * count;
    if (body->capacity - body->count < length) {
        size_t capacity = (body->count + length) * 2;
        char *larger = realloc(body->bytes, capacity);
        if (!larger) return 0;
        body->bytes = larger;
        body->capacity = capacity;
    }
    memcpy(body->bytes + body->count, bytes, length);
    body->count += length;
    return length;
}

static int perform(CURL *curl, long expected) {
    long status = 0;
    CURLcode code = curl_easy_perform(curl);
    if (code == CURLE_OK) curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (status == expected) return 1;
    fprintf(stderr, "floor: %s, status %ld\n", curl_easy_strerror(code), status);
    return 0;
}

int main(void) {
    const char *api = getenv("AWS_LAMBDA_RUNTIME_API");
    char next[256], response[512];
    static struct invocation invocation;
    if (!api || snprintf(next, sizeof next, "http://%s/2018-06-01/runtime/invocation/next", api) >= (int)sizeof next) {
        fputs("floor: AWS_LAMBDA_RUNTIME_API is missing or too long\n", stderr);
        return 1;
    }
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL *curl = curl_easy_init();
    struct curl_slist *headers = NULL;
    headers = curl_slist_append(headers, "User-Agent: swiftlet-bench-floor");
    headers = curl_slist_append(headers, "Content-Type: application/json");
    headers = curl_slist_append(headers, "Expect:");
    if (!curl || !headers) return 1;
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 1000L);
    curl_easy_setopt(curl, CURLOPT_MAXAGE_CONN, 30L * 24 * 3600);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &invocation);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &invocation);
    for (;;) {
        invocation.body.count = 0;
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, NULL);
        curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(curl, CURLOPT_URL, next);
        if (!perform(curl, 200)) return 1;
        snprintf(response, sizeof response, "http://%s/2018-06-01/runtime/invocation/%s/response", api,
                 invocation.request_id);
        invocation.body.count = 0;
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(curl, CURLOPT_URL, response);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)(sizeof response_body - 1));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, response_body);
        if (!perform(curl, 202)) return 1;
    }
}
