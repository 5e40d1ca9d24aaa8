import SwiftletJSON

extension ContainerImage {
    /// Creates the archive of the image: a tar archive of an OCI image layout, which `docker load` accepts too.
    ///
    /// It has the form of the archives that `docker save` writes: next to the files of the layout is a `manifest.json`. See
    /// https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md.
    ///
    /// - Returns: The archive, which is reproducible, and the digest of the manifest, as in `sha256:6c3c…`.
    /// - Throws: `CryptoError` if OpenSSL is configured without SHA-256.
    package func archive() throws -> (bytes: [UInt8], digest: String) {
        let configuration = try ImageBlob(.configuration, JSON.object(configuration).bytes)
        let manifest = try ImageBlob(.manifest, JSON.object(manifest(configuration)).bytes)
        var archive = TarArchive()
        archive.addDirectory("blobs")
        archive.addDirectory("blobs/sha256")
        let blobs = layers.map(\.blob) + [configuration, manifest]
        for blob in blobs.sorted(by: { $0.path < $1.path }) {
            archive.addFile(blob.path, blob.content)
        }
        archive.addFile("index.json", index(manifest).bytes)
        archive.addFile("manifest.json", dockerManifest(configuration).bytes)
        archive.addFile("oci-layout", JSON.object(["imageLayoutVersion": "1.0.0"]).bytes)
        return (archive.finish(), "\(manifest.digest)")
    }

    /// See https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md.
    private var configuration: JSONObject {
        let user = SystemFiles.user
        var execution: JSONObject = [
            "User": .string("\(user):\(user)"),
            "Env": [.string("SSL_CERT_FILE=/\(SystemFiles.certificates)")],
            "Entrypoint": [.string("/\(entryPoint)")],
            "WorkingDir": .string(kind.workingDirectory),
            "Labels": .object(metadata.annotations),
        ]
        if let command = kind.command { execution["Cmd"] = .array(command.map(JSON.string)) }
        if !kind.exposedPorts.isEmpty {
            execution["ExposedPorts"] = .object(JSONObject(kind.exposedPorts.map { ($0, [:]) }))
        }
        var configuration = platform.members
        configuration["created"] = metadata.createdTime.map(JSON.string)
        configuration["config"] = .object(execution)
        configuration["rootfs"] = ["type": "layers", "diff_ids": .array(layers.map { .string("\($0.diffID)") })]
        configuration["history"] = .array(
            layers.map { layer in
                var entry: JSONObject = ["created_by": "swiftlet package --image", "comment": .string(layer.name)]
                entry["created"] = metadata.createdTime.map(JSON.string)
                return .object(entry)
            }
        )
        return configuration
    }

    /// See https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md.
    private func manifest(_ configuration: ImageBlob) -> JSONObject {
        [
            "schemaVersion": 2, "mediaType": .string(ImageBlob.MediaType.manifest.rawValue),
            "config": .object(configuration.descriptor),
            "layers": .array(layers.map { .object($0.blob.descriptor) }),
            "annotations": .object(metadata.annotations),
        ]
    }

    /// See https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md.
    private func index(_ manifest: ImageBlob) -> JSON {
        var descriptor = manifest.descriptor
        descriptor["platform"] = .object(platform.members)
        descriptor["annotations"] = [
            // The name under which containerd, and Docker with its image store, keep the image.
            "io.containerd.image.name": .string(reference.qualified),
            "org.opencontainers.image.ref.name": .string(reference.tag),
        ]
        return [
            "schemaVersion": 2, "mediaType": .string(ImageBlob.MediaType.index.rawValue),
            "manifests": [.object(descriptor)],
        ]
    }

    /// The manifest of Docker's archives, see https://github.com/moby/docker-image-spec/blob/v1.3.1/README.md.
    private func dockerManifest(_ configuration: ImageBlob) -> JSON {
        [
            [
                "Config": .string(configuration.path), "RepoTags": [.string("\(reference)")],
                "Layers": .array(layers.map { .string($0.blob.path) }),
            ]
        ]
    }
}
