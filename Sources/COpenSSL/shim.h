#pragma once

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

/// `OPENSSL_free` is a macro that passes the caller's file and line, so Swift does not see it.
static inline void swiftlet_openssl_free(void *pointer)
{
    OPENSSL_free(pointer);
}

/// `OPENSSL_clear_free` is such a macro too. It wipes `length` bytes before it frees them.
static inline void swiftlet_openssl_clear_free(void *pointer, size_t length)
{
    OPENSSL_clear_free(pointer, length);
}

/// `BIO_get_mem_data` is a macro over the untyped `BIO_ctrl`. The bytes belong to `bio` and end with it.
static inline long swiftlet_openssl_bio_data(BIO *bio, const char **data)
{
    return BIO_get_mem_data(bio, (char **)data);
}

/// A password callback for `PEM_read_bio_*` that gives no password. Without one OpenSSL asks on the terminal. C, because
/// the last argument of a Swift closure in its place would be an untyped pointer for nothing.
static inline int swiftlet_openssl_no_password(char *buffer, int size, int writing, void *context)
{
    (void)buffer;
    (void)size;
    (void)writing;
    (void)context;
    return -1;
}

/// `EVP_PKEY_PUBLIC_KEY` and `EVP_PKEY_KEYPAIR` are sums of other macros, which Swift does not evaluate.
static inline int swiftlet_openssl_selection(int is_private)
{
    return is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
}
