#pragma once

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

/// A password callback for `PEM_read_bio_*` that gives no password, because without a callback OpenSSL asks for one on
/// the terminal.
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
