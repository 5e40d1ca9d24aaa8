import CZlib
import Foundation

/// The compiler plugin of the library `SwiftletMacros`.
///
/// A release build of swift-syntax takes minutes, so release builds use the plugin of a debug build. With the environment
/// variable, the manifest of Swiftlet omits the plugin from the build.
enum MacroPlugin {
    static let library = "SwiftletMacros"
    static let module = "SwiftletMacrosPlugin"
    static let variable = "SWIFTLET_MACRO_PLUGIN"

    /// Copies a plugin to a file whose name contains a checksum, so that all targets are rebuilt when a macro changes.
    ///
    /// - Parameters:
    ///   - built: The plugin.
    ///   - folder: The directory of the copies.
    /// - Returns: The path of the copy.
    /// - Throws: ``PackagingError`` if the plugin does not exist.
    static func keep(_ built: String, in folder: String) throws(PackagingError) -> String {
        guard let content = FileManager.default.contents(atPath: built) else {
            throw PackagingError(.toolFailed, "The build did not create \(built), the compiler plugin of \(library).")
        }
        let checksum = unsafe content.withUnsafeBytes { bytes in
            unsafe crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        }
        let plugin = "\(folder)/\(module)-\(checksum)-\(content.count)"
        guard !FileManager.default.isExecutableFile(atPath: plugin) else { return plugin }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try content.write(to: URL(filePath: plugin), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: plugin)
        } catch {
            throw PackagingError(.toolFailed, "Cannot write \(plugin): \(error.localizedDescription)")
        }
        return plugin
    }
}
