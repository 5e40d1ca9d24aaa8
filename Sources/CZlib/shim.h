#pragma once

#include <zlib.h>

/// Starts a compression. `deflateInit2` is a macro around a call with the header's version, which Swift does not import.
static inline int czlib_deflate_init(z_stream *stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}
