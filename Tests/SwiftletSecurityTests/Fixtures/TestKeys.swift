/// Keys created with the openssl command line, and tokens signed with them by PyJWT 2.15.
enum TestKeys {
    /// 2048 bits, PKCS #8.
    static let rsaPrivate = """
        -----BEGIN PRIVATE KEY-----
        MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCwc2XkOyX7dY6l
        XwqdChREhXrqs2g0LsXySEhK8cs6TMLqPuXObqshL1y8kLHl8jyo/cLUo3vw95tT
        DrtezZdNSo3nloK6q6wbh9qYZj5Sdqiu5hQZFwEP30FJwsj2PT+daOGRhUijLiBs
        femF1q7zqNzKuCxwPweI61k3gxoNn5GUdGwODgpV2R/FmYJfoQGSkvqvE1rybVJI
        3Wnzr3z7gSW0TNUJJp7IcUdh3BOvIj5rAVcRQSu/7bDZhqI64DASvu1ECs8iJSAm
        +iRV+Udqx215lOGiOhYCZvpztrxDkq8JpmKlfgrI3CR4oDmorrwTubBm9asYCcWF
        2FacQUmtAgMBAAECggEAEtX+xoJZ56IA/D5ND76Hs1jcajmEoi1sDBUTQozVOQAA
        vqjAN20w73Xy3F5F31ogh5mvNqvNC0gjWJZ2AgTIZgPTailzAyJYWQgDmckwVfU8
        xI7jDlqaTmtyuMEGWuLm65LKoZIs0t6Vr38xcowcWP5ps2o9tC3GTCNzfq2MFnAI
        nmFlwdpZnnQLZOJu4m+ve3Hl18A3EL6J3+x9J7bA8eqtuQdR+bbXHAxcSJi+MO8q
        0wPxDhe3mYp3jNS8qESgmkF2vXmlgIWgvxQJ0GsORIs8mofCV3EdKhwM67d4bdjL
        cdsp6ARf5x6pSP6Quy+2td79qVD2xZXppLVMRI29sQKBgQDte0PfmUWbVtfAMgr3
        5dxTaN+Wk2aLWhZ05SqxsWQPpZEc2317o/3zkQAl/X6e9+W6FS8kOzmJ1sCdZpdO
        7zlN9oIo65TnPTqmhCB/bjeTvDfZ6S4phdWRAgZww8hhJuTxoQ9odRug8l2ZX9yT
        JouEf9R+qH3MxgNswhh5w87AGwKBgQC+Nc3kAzJHJ30iXCmN9OrQAYuIDfzFm1q4
        j4W+sRl9tFwRflDGsfkRkcVtUp3nHX+1lPORdmwgU/M4XBc60KeVTqjASTlYqmZn
        UGpe7I4U4sJ4kUQk5H/eULB9sYbeEHw4QwYUkMIkVLec0e1Nc6F25czEio6y5tt9
        HV3CbmcJ1wKBgAKHf4+QGFexMxcO8WL2hcQ1p7v40ezGBtsz3aKK2x/3iXYfOFTq
        yDeh4biF3KVgyoeS1i+ymchIC0Eh6JakoZ2c9IHvEGTuGAPSAG6bA+iE5qthemZi
        0IV82gi1bRrrySBxsLJSHPs32ZtalATVMkM1AVRgAwb9TOgJoS0a0sblAoGAKwbu
        yTpz4Catpt0kRUl26JDA6IkJegX3krJctdNICeiHvylMynWt+ux3tZAvyf0hS4kj
        Q+9+7B0xcrlaQ+K5VgwSHlUyFL2PJqXJOinWxiC5jx6FRLcvubGVCwnikU83Wl7G
        /FX2pNNJKb9PJ+sVRlkbZgZV22BfnEDNWdMxmccCgYA+Vw081oNsowS0QbLCTXtJ
        vjNYR2FuYzJcjQH33mFo6HymhNW0UY4fbWK+Y+EXi6ROG+qe+WmLNdqAjtjPDvrf
        WMQXuoroE7adWVJ+4c4KIrqImB7QP5lZ9xmV4uGqUQZaKDAHkEWUIi4FRF7j3GqI
        vcBCHakmZiRkyckRSJ9hwA==
        -----END PRIVATE KEY-----
        """

    /// The same key, PKCS #1.
    static let rsaPrivateTraditional = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIEogIBAAKCAQEAsHNl5Dsl+3WOpV8KnQoURIV66rNoNC7F8khISvHLOkzC6j7l
        zm6rIS9cvJCx5fI8qP3C1KN78PebUw67Xs2XTUqN55aCuqusG4famGY+UnaoruYU
        GRcBD99BScLI9j0/nWjhkYVIoy4gbH3phdau86jcyrgscD8HiOtZN4MaDZ+RlHRs
        Dg4KVdkfxZmCX6EBkpL6rxNa8m1SSN1p8698+4EltEzVCSaeyHFHYdwTryI+awFX
        EUErv+2w2YaiOuAwEr7tRArPIiUgJvokVflHasdteZThojoWAmb6c7a8Q5KvCaZi
        pX4KyNwkeKA5qK68E7mwZvWrGAnFhdhWnEFJrQIDAQABAoIBABLV/saCWeeiAPw+
        TQ++h7NY3Go5hKItbAwVE0KM1TkAAL6owDdtMO918txeRd9aIIeZrzarzQtII1iW
        dgIEyGYD02opcwMiWFkIA5nJMFX1PMSO4w5amk5rcrjBBlri5uuSyqGSLNLela9/
        MXKMHFj+abNqPbQtxkwjc36tjBZwCJ5hZcHaWZ50C2TibuJvr3tx5dfANxC+id/s
        fSe2wPHqrbkHUfm21xwMXEiYvjDvKtMD8Q4Xt5mKd4zUvKhEoJpBdr15pYCFoL8U
        CdBrDkSLPJqHwldxHSocDOu3eG3Yy3HbKegEX+ceqUj+kLsvtrXe/alQ9sWV6aS1
        TESNvbECgYEA7XtD35lFm1bXwDIK9+XcU2jflpNmi1oWdOUqsbFkD6WRHNt9e6P9
        85EAJf1+nvfluhUvJDs5idbAnWaXTu85TfaCKOuU5z06poQgf243k7w32ekuKYXV
        kQIGcMPIYSbk8aEPaHUboPJdmV/ckyaLhH/Ufqh9zMYDbMIYecPOwBsCgYEAvjXN
        5AMyRyd9IlwpjfTq0AGLiA38xZtauI+FvrEZfbRcEX5QxrH5EZHFbVKd5x1/tZTz
        kXZsIFPzOFwXOtCnlU6owEk5WKpmZ1BqXuyOFOLCeJFEJOR/3lCwfbGG3hB8OEMG
        FJDCJFS3nNHtTXOhduXMxIqOsubbfR1dwm5nCdcCgYACh3+PkBhXsTMXDvFi9oXE
        Nae7+NHsxgbbM92iitsf94l2HzhU6sg3oeG4hdylYMqHktYvspnISAtBIeiWpKGd
        nPSB7xBk7hgD0gBumwPohOarYXpmYtCFfNoItW0a68kgcbCyUhz7N9mbWpQE1TJD
        NQFUYAMG/UzoCaEtGtLG5QKBgCsG7sk6c+AmrabdJEVJduiQwOiJCXoF95KyXLXT
        SAnoh78pTMp1rfrsd7WQL8n9IUuJI0PvfuwdMXK5WkPiuVYMEh5VMhS9jyalyTop
        1sYguY8ehUS3L7mxlQsJ4pFPN1pexvxV9qTTSSm/TyfrFUZZG2YGVdtgX5xAzVnT
        MZnHAoGAPlcNPNaDbKMEtEGywk17Sb4zWEdhbmMyXI0B995haOh8poTVtFGOH21i
        vmPhF4ukThvqnvlpizXagI7Yzw7631jEF7qK6BO2nVlSfuHOCiK6iJge0D+ZWfcZ
        leLhqlEGWigwB5BFlCIuBURe49xqiL3AQh2pJmYkZMnJEUifYcA=
        -----END RSA PRIVATE KEY-----
        """

    /// The public key.
    static let rsaPublic = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsHNl5Dsl+3WOpV8KnQoU
        RIV66rNoNC7F8khISvHLOkzC6j7lzm6rIS9cvJCx5fI8qP3C1KN78PebUw67Xs2X
        TUqN55aCuqusG4famGY+UnaoruYUGRcBD99BScLI9j0/nWjhkYVIoy4gbH3phdau
        86jcyrgscD8HiOtZN4MaDZ+RlHRsDg4KVdkfxZmCX6EBkpL6rxNa8m1SSN1p8698
        +4EltEzVCSaeyHFHYdwTryI+awFXEUErv+2w2YaiOuAwEr7tRArPIiUgJvokVflH
        asdteZThojoWAmb6c7a8Q5KvCaZipX4KyNwkeKA5qK68E7mwZvWrGAnFhdhWnEFJ
        rQIDAQAB
        -----END PUBLIC KEY-----
        """

    /// Shorter than RFC 7518 requires.
    static let rsaOf1024Bits = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7spner+i0nZOtjrKpKxCHoa0+
        FGTwi38eDGzqWOFyU+zT/gAFkEiJnCHx8gNJpblS3syyp2BCp/c9vSBwZAxrYACo
        CqUslm/0BF0ZrR8qJ7Da6aPVOS6ZgSFKBMSXJwaXFR6sj8i3kqrWB//7940R9BuR
        l3vYVVcJPbvhogJfCwIDAQAB
        -----END PUBLIC KEY-----
        """

    /// A key that is restricted to RSASSA-PSS.
    static let rsaPSSPublic = """
        -----BEGIN PUBLIC KEY-----
        MIIBIDALBgkqhkiG9w0BAQoDggEPADCCAQoCggEBAJKwhUigq3GkF1vnkbYAsBxm
        MPKci0v5hF4KnwmyR5i+Rtsax20/9yE5Ic13V0UwCKwuXyT8JYcwJwCSHJ/VKfyz
        PP5+aunCsxHjBBKjyKGdlcjTGO/m5yVN+Tkdz0aly9NuqB8oAjxbgoEYLabEhwfM
        E2BieUld0m7FpZsZfK9SPKmaKH+Ba7KQkFG+SfUr6AhDXKaK93tYacIeJyyPh2sQ
        H8rJPSbOmkijermWfj3m8iPe1tCPdwOJl7kjXVjC94hSAichlvQ+10tRykaYIYGx
        QGquKT8mjDBG3VY/pKV2ZAYkMwFyHGMa7Biy+2A5jwKFmWHld2JlmaUvEha8ua8C
        AwEAAQ==
        -----END PUBLIC KEY-----
        """

    /// P-256, PKCS #8.
    static let p256Private = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgOjGviYPqcmQXd8Aq
        sP+f+qoITdO1ExobIx7T0vAmvEGhRANCAAS9bXAn49GGDAomQ3ipTGgSjE1pJNCT
        tot632T6Wa3feTOre/omCOE7mbR9DqqYJSpWxNefwWSr7yLw41i+VwRJ
        -----END PRIVATE KEY-----
        """

    /// The public key.
    static let p256Public = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEvW1wJ+PRhgwKJkN4qUxoEoxNaSTQ
        k7aLet9k+lmt33kzq3v6JgjhO5m0fQ6qmCUqVsTXn8Fkq+8i8ONYvlcESQ==
        -----END PUBLIC KEY-----
        """

    /// P-256, with the parameters block that older tools write first.
    static let p256PrivateWithParameters = """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEICpW5JFaJ0/+2G4Sps71zACDoSV//a4CRZiyJ+Ekt+XboAoGCCqGSM49
        AwEHoUQDQgAEodewKLxT0mO3YhU7M3+CuOLtHIZGIbRIYhvKLyDSNQvKIlpLyjWJ
        frM+W96ffROZ9Y/pcGzOVSGL8NFBG+DdmQ==
        -----END EC PRIVATE KEY-----
        """

    /// P-384, PKCS #8.
    static let p384Private = """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDBc6YLrxuakXm9i/x8+
        +U6lXgrHr0nh27HC87P+9WdsFsXIEo73wlh0rYNaLNfGfpehZANiAATFz0MotydE
        8nVbxX/NR3cTL94Nous0Jd5qVYBjAehnqzDuiZoBOr5avgOby5KVziz4YfxpYX7N
        isnWp3PdjGXv4R7f60ZXxBGVBy4pQAUvE7lsYVfL1Je3VPF2CDnVHfc=
        -----END PRIVATE KEY-----
        """

    /// The public key.
    static let p384Public = """
        -----BEGIN PUBLIC KEY-----
        MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAExc9DKLcnRPJ1W8V/zUd3Ey/eDaLrNCXe
        alWAYwHoZ6sw7omaATq+Wr4Dm8uSlc4s+GH8aWF+zYrJ1qdz3Yxl7+Ee3+tGV8QR
        lQcuKUAFLxO5bGFXy9SXt1Txdgg51R33
        -----END PUBLIC KEY-----
        """

    /// P-521, PKCS #8.
    static let p521Private = """
        -----BEGIN PRIVATE KEY-----
        MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIAry84cZ2QL0RF1pe7
        H/h+kx7v1zrX+U5oIC5c332blCd3LN9lMXKfUzcA3v7WeAN80fugWGSCS+W/QrYW
        PMw39p6hgYkDgYYABAADyNrRgw+tjEPTD3vR/gwoZwweqUhjbthZv/cTC0IcmL1t
        RQ36NUa4zhRAMgmgbOSUEII3zyMEnItrmBv+NUNn6gFcgvzyEp6cPenvZ1kKQr89
        lxG5Y8aQ6oUQz24ebcmS63QhZqbd9AKacxq0TlWGyG2kJyc1kPSgw3mnz5PaKzAj
        Sg==
        -----END PRIVATE KEY-----
        """

    /// The public key.
    static let p521Public = """
        -----BEGIN PUBLIC KEY-----
        MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQAA8ja0YMPrYxD0w970f4MKGcMHqlI
        Y27YWb/3EwtCHJi9bUUN+jVGuM4UQDIJoGzklBCCN88jBJyLa5gb/jVDZ+oBXIL8
        8hKenD3p72dZCkK/PZcRuWPGkOqFEM9uHm3Jkut0IWam3fQCmnMatE5VhshtpCcn
        NZD0oMN5p8+T2iswI0o=
        -----END PUBLIC KEY-----
        """

    /// An unsupported curve.
    static let secp256k1Public = """
        -----BEGIN PUBLIC KEY-----
        MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEmSqtBoBq2LC/V7v0W8UQVix53WsyNa1t
        0OVJg4ZYLVo6LMvo5aw7rspmYNvPTRbMt6RaC/PuFwhJZlC9dctKew==
        -----END PUBLIC KEY-----
        """

    /// Ed25519.
    static let ed25519Private = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEICaZ5Dksaqz9xlI6xK5e0yb0N9bWoYJWyFtuRdNs6ceg
        -----END PRIVATE KEY-----
        """

    /// The public key.
    static let ed25519Public = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAfeogDWe8ol+NlYTTrRAKJ1jjgu7KY16s15l4okJp8KI=
        -----END PUBLIC KEY-----
        """

    /// A key for key agreement, not for signatures.
    static let x25519Private = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VuBCIEIFiyPVpPMaRLOJJM7Wd33IgHO0M1qZmX9UEk34ZjTKxe
        -----END PRIVATE KEY-----
        """

    /// PKCS #8, encrypted.
    static let encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiGKEklWvItXwICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEOrefCzplA7o3oOSRBn14EMEgZBo
        H5KlQMxKkfHcDleH16hitm0gIh94n86zPISk6pQ0vHPgG0PY8VF9grNIvQWHMld4
        L3XFGsQU6X7dnXTvreWQVPQRjZaSSp4orTj7Zx+UaMbtZFvm03ce3eZUi3h72s5L
        hRbQlOLlWvncxTwpHHvGSV36d0kof1ZmXE/b8xllFFOgVgVoK/mNQBsPrXIzbwc=
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// The older format, encrypted.
    static let encryptedTraditional = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,17E9CD1C424256458393E7233D55A258

        yHuqd2Jc2W/LUCq8osryToc7xMooHjN28JTRP0Dc1mMxMJpfh2BYksxhPQFDmo6M
        rR89z8CP362i+m5Ag4tk2hoiKU17mgVt9hVYVSCI6m2Cbbwwfo8/fal+MBL8yKvm
        200+rcA/gf3K9aS9e5qYPL2cKHGRd8MJ7b1IOuq6qRU=
        -----END EC PRIVATE KEY-----
        """

    /// Not a key.
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBbDCCAROgAwIBAgIUMlhi6pxxDsj9+ALoj8OsHwdRMDkwCgYIKoZIzj0EAwIw
        DDEKMAgGA1UEAwwBdDAeFw0yNjExMjMxNTE2MzVaFw0yNjExMjQxNTE2MzVaMAwx
        CjAIBgNVBAMMAXQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS9bXAn49GGDAom
        Q3ipTGgSjE1pJNCTtot632T6Wa3feTOre/omCOE7mbR9DqqYJSpWxNefwWSr7yLw
        41i+VwRJo1MwUTAdBgNVHQ4EFgQUs2XA6f6HcXfWWAFOqM4nJcMpOfEwHwYDVR0j
        BBgwFoAUs2XA6f6HcXfWWAFOqM4nJcMpOfEwDwYDVR0TAQH/BAUwAwEB/zAKBggq
        hkjOPQQDAgNHADBEAiAEVdX3L8gLVM2gUvuwCx2liAllkRPDp8QuksFKojnFIQIg
        d2Z5BmrYRHd8wRJ8djUNmGd9xwF8iuYDB7H4YJrmbkA=
        -----END CERTIFICATE-----
        """

    /// The claims of all tokens: sub, name, admin, iat and exp.
    static let name = "Åsa Ünïcode"
    static let secret = "a-string-secret-at-least-256-bits-long"
    static let longSecret = "a-string-secret-at-least-512-bits-long-which-is-what-HS512-wants-of-it"

    static let tokens: [(algorithm: String, key: String, token: String)] = [
        (
            "HS256", secret,
            """
            eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.HWAFJ6fmNPJXCxAV4S7RwHOV\
            zDPZ9ea2DBofaZp-svY
            """
        ),
        (
            "HS384", longSecret,
            """
            eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.5lfdf-\
            2UtkYbkLN2wLKFqMXnS0p8VeaXbhCfOyJXeR74U8RKHgVwtK4Xirt6BxN_
            """
        ),
        (
            "HS512", longSecret,
            """
            eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.lVnPAh1AGRsduVM-\
            4Pm2Nzlu8bETutgJiQn56Hq5k3H4QHICYSJaR-XWG2UgepOPuiWXhyKD5SzvU78-f2N5Cw
            """
        ),
        (
            "RS256", rsaPublic,
            """
            eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.CeLtXohQzzpaOQNKLXn8Qmvx\
            JL_8il28j_HrIhoEKA88a4XzAgY_zsPd9iy9R2ZBcCDeWjFQPpIUsMcbCFe6wGj2vhrhFv7pUsRu4ZCO8O1mQakeOrq_cyWSTDAG\
            eJxNdfqyKjlfqOJcOZ9nhes5vvq09gbZIk6M11PNRfdpkL_t3K2baArQaQa516df6uNLY9ZfOio0fpyP3RMoohmTVfRiqmS1UjmM\
            U2-N_cRV5KzXcn_kUeWKpTZaRAvPl3iLHuYNF_27rxVo6L2c9wQ2CpOqVR1Mpr6xSRauts3tzQfcbAkzi6-\
            S_BsIxVghXkur7Rz8W2o63FuENcdaPJBXZg
            """
        ),
        (
            "RS384", rsaPublic,
            """
            eyJhbGciOiJSUzM4NCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.fxNRyDZGYV1qxCT18SW5BKEc\
            KNWDN_k4l-1P8n1JMb9JRKMH3dC3Wc993H5_-q_8y2fK1V6Y-\
            iKqgkjpqNpFVplFZ7Akf2cBtm3ZRDYitMZ3DTez0s75bGnDjogvNHl63XpPfL-\
            _zj2M9lmz7YKFTFUzez4nepfimTjH7uZ4qSOAcj5KNjzjUBBWcX8LP5K-Wqw8z6EIHdgYKxdGEWzwl3rFwKm_cPb5EXX-wkkvSaJ\
            s1G_4B035VwUnMzVQus36_X1Qhee37X8eRUFmaBjq9ao81j1JEggu1UBaYc8G0AenPSi9ZSCCWA810zxUSS1_rOWblGg30IOzOPK\
            HU5NN_Q
            """
        ),
        (
            "RS512", rsaPublic,
            """
            eyJhbGciOiJSUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.VfKxGodoKpKrUSS0_YGNWbbg\
            2kegcK4QKZE1rfCQjYx3i-p0GKPuxFHVSl7JYCu-\
            gC8PdF2KhTtOwGI4b2xTUaXAYKqJjjYREy1hfLacFcalOMM4YyCPfChv1HRwz9000-P2Cnh0TbPsHl8l94GFcNszO-KekJx3umyS\
            wAy5zcmygOwEJO1FbwCO3f4rUlDAvbGZiubfiD4xTSk_VrLCpZVMipF5-Aj6g-\
            L3XVdfL3WVyuFjzC9o6A3kezXTnQOwziRjAqSkMEuNorKyyAeH7sOAfC74_wHmuKSu5Wnxru9GtV4v5yH8Xv3AHnQaqbSAXCYpUb\
            4baRSOM1feqLfD_g
            """
        ),
        (
            "PS256", rsaPublic,
            """
            eyJhbGciOiJQUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.UjvpidnKkDbrDR_iykZYllUa\
            tWF2WpK-J_z39SSF4PoJoDl36z5U95iklmjPqMi_tewoNLsFGrFtdeZmKspUFGhHvdmznpEHtjSisIDysvQHIfWMHk3WDKDpWIKP\
            BbwgH2TkzwaBpfXOWOJn5-v9HAVJT-aDOhRAksifDbruU5FNRCvlB17R9kU1AtuB5QRGRCNM8RFxIBvLnhEivMVC0-\
            QelwPzQteMXjacWnEhLIdgCLBF_TEP_mkbybOG9I67MxaOUXRWTnzGSzFBahjrFGoG9eaHA_Gpfkc0ZbqTidxBG8daHuQKKMQBcV\
            vEIPf9yvmXEI9HcFi6_UGpPk4gcQ
            """
        ),
        (
            "PS384", rsaPublic,
            """
            eyJhbGciOiJQUzM4NCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.RUBNTR6peK6BopinpvGBzf6h\
            sL3EBm5pLrJ9vVkVREoP030k0NArYW5FA-\
            ZFM2Q-y8PyWDEzezemNEKbkvNzZCjyo3q0WGbTOlNshdwwUMdT9afMdQzodbMWuvbHI4h-d_hJOiJNTBS6UiUbbKhP5KTwjhf-XN\
            Ri1dt9BxBOzQLl034Hsh1KaITnWS_wJAo81RHQfSZV-6F-lsNYf_mrgL0U-\
            iNAlFtKl828Yv3bzRY05Xlq8katEVH72cI4pAANbD02yGc06dOTpmz7lvX8pPUt0OY9m0Rhu6UavfJef-vLxjhb8fCoqJG47je-\
            RsEbgOv7R2INcEZc1FEZutymUQ
            """
        ),
        (
            "PS512", rsaPublic,
            """
            eyJhbGciOiJQUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.dbTj_VwCZwxGIEM_FGhI4mcD\
            zen_PQ325qX4P_iB8G6DapGvDhYPvonf_4qTXlFiBv6JFP1vrqJ0zRIbQdMUWYTIDMe83mETZrzrJj6kfNlt83okY4nkPij7cir0\
            BnQGzKJNrTZF50uCu8W26K4w3qwJuFbT3MsrIRyAqbA_2D-0lVirSA-VDEt1aj0x3n5zaBuukAZK33-PrAxc9s_yr2_6Y7Lva3-\
            YoeyItNhTxQHYqm6qTdS8Glnxy9LuhEQAR6YVA_XEPPHxFKVmvpBpLo_nMkwMFxppPrbtQmCrTv5iXzC_15RzXTwheNOPQd7F6gj\
            b7Z1FLuHB8iPpBYN3Hw
            """
        ),
        (
            "ES256", p256Public,
            """
            eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ._a-6U-\
            6ejL73WAdU6sFQjNklagn0FM6CqIpomAfqMMkr3b2Q3-2-lJssD-g1xeVcLjhdsCiv6vfgWhC1q5xcYg
            """
        ),
        (
            "ES384", p384Public,
            """
            eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.9wzlt2mXKjMheyv1bHKgZz5F\
            LKYq_nz5sPfrOaOBeoS-df8HBin-\
            TbdiniAqx23g2c39RRICZk78XWmSCX26VGVAScwVMfVlousqVmMzbIVHFMv5XTLFzEXJfCIgDbHi
            """
        ),
        (
            "ES512", p521Public,
            """
            eyJhbGciOiJFUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.AEp0MgVRp5lyjn0bDLM_rr2Q\
            gCuo7mVXkyiinn7wG3lMZNBOeivToMFmFZmTqzk6M94cXztX8Zsk1dPR4s9z8f86Ac7yRo7UZKw42zfy2HoTyTQ9IEoXw0njcxsF\
            lzuovMzq0jkMnBOmg0fmlm2zzcTWQRzSdYNelBuXrmLRHp_1t1rm
            """
        ),
        (
            "EdDSA", ed25519Public,
            """
            eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilx1MDBjNXNhIFx1MDBkY25cdTA\
            wZWZjb2RlIiwiYWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMiwiZXhwIjo0MTAyNDQ0ODAwfQ.Owo1OyZvEi47vkOsxIA5LFpQ\
            N1oVv9sT7HqOhl33uumgqexHFDfrFhwe3d0-Q1dZA7reLuLyPfqADjNy6hI6CA
            """
        ),
    ]
}
